import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph, table } from '../../../chat/block.ts';
import type { Command } from '../../../chat/feature.ts';
import { type ReadReply, update } from '../../../chat/reply.ts';
import { bold, code } from '../../../chat/span.ts';
import { shorten } from '../../../chat/words.ts';
import { listLeaders } from '../../../database/organization/people.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { RIGHTS, type Right, type Scope } from '../../../model/rights/rights.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { streamOf } from '../../kit/finding/stream-of.ts';
import { isAllowed, whoMay } from '../../kit/rights/allowed.ts';

/** So many streams are named; the others are one word further. */
const STREAMS_NAMED = 3;

const RIGHT_NAMES = Object.keys(RIGHTS) as Right[];

/** `/flow who [command]`: who may do what, and who that is here (row K4). From the table that the handlers ask, too. */
export async function who(context: Read, all: readonly Command<Access>[], typed: string): Promise<ReadReply> {
  const word = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\/?flow\s+/u, '');
  if (word === '') return update(everything(context));
  const found = all.find((one) => one.name === word && one.name !== '');
  if (found) return update([paragraph(code(found.usage)), ...(await ofCommand(context, found))]);
  const near = nearest(
    word,
    all.map((one) => one.name).filter((name) => name !== ''),
  );
  if (near === null) throw new Refusal('unknown_command', `I don't know “${shorten(typed)}”.`, 'Type /flow who to see who may do what.');
  return update([
    paragraph(`I don't know “${shorten(typed)}”. Did you mean `, code(near), '?'),
    buttons(button(`Who may ${near}`, runCommand, { text: `who ${near}` }, { style: 'primary' })),
  ]);
}

function everything(context: Read): Block[] {
  const open = RIGHT_NAMES.filter((right) => isOpen(right));
  const ruled = RIGHT_NAMES.filter((right) => !isOpen(right));
  return [
    paragraph('Everybody in the organization: ', open.map((right) => lower(RIGHTS[right].what)).join('; '), '.'),
    table(
      'Only some may do these:',
      [{ label: 'What' }, { label: 'Who' }, { label: 'You, too' }],
      ruled.map((right) => [RIGHTS[right].what, RIGHTS[right].who, isAllowed(context, right, {}) ? 'yes' : 'no']),
    ),
    note('A word more says who that is here: ', code('/flow who order'), '.'),
  ];
}

async function ofCommand(context: Read, { right, also = [] }: Command<Access>): Promise<Block[]> {
  const parts = await Promise.all([...new Set([right, ...also])].map((one) => ofRight(context, one)));
  return parts.flat();
}

async function ofRight(context: Read, right: Right): Promise<Block[]> {
  const { what, who: role } = RIGHTS[right];
  if (isOpen(right)) return [paragraph(bold(what), `: ${role}.`)];
  const here = await namesHere(context, right);
  return [
    paragraph(bold(what), `: ${role}${mine(context, right)}.`),
    ...(here.length > 0 ? [list(here.map((line) => entry([line])))] : []),
  ];
}

/** Who that is in the streams, in the team or in the organization that are meant here. */
async function namesHere(context: Read, right: Right): Promise<string[]> {
  const said = async (scope: Scope) => (await whoMay(context, right, scope)).who;
  const team = context.place.team ?? context.asker.teams[0];
  switch (RIGHTS[right].of) {
    case 'organization':
      return [await said({})];
    case 'team':
      return team ? [await said({ teamId: team.id })] : [];
    case 'stream': {
      const { stream, streams } = await streamOf(context);
      const meant = stream ? [stream] : streams.slice(0, STREAMS_NAMED);
      const lines = await Promise.all(meant.map(async (one) => `${one.name}: ${await said({ streamId: one.id })}`));
      return stream || streams.length <= STREAMS_NAMED ? lines : [...lines, say`and ${streams.length - STREAMS_NAMED} more {streams}`];
    }
    case 'epic': {
      const leaders = (await listLeaders(context.db)).map((one) => one.name);
      return [leaders.length > 0 ? `leaders: ${leaders.join(', ')}` : 'There is no leader yet; an admin names one with /flow setup roles.'];
    }
    default:
      return [];
  }
}

function isOpen(right: Right): boolean {
  return RIGHTS[right].of === 'everybody';
}

// What the asker may do in some stream or team of theirs; whether in this one, the line of names says.
function mine(context: Read, right: Right): string {
  return isAllowed(context, right, {}) ? ' (you, too)' : '';
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
