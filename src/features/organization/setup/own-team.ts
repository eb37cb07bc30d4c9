import { button, buttons, paragraph } from '../../../chat/block.ts';
import { showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { logEvent } from '../../../database/events/events.ts';
import { listStreams, listTeams, type TeamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { ownTeamForm } from './forms.ts';
import { linkedBlocks } from './linked.ts';
import { goneTeam, openLink, refuseDirect } from './open-forms.ts';
import { giveUp, requireReleasable } from './releasable.ts';
import * as store from './store.ts';

const OFFERED = 8;

/** "Link my team": the teams it may be as buttons, or at once the form for a new one. */
export async function openMyTeam(context: Read): Promise<ReadReply> {
  refuseDirect(context);
  const mine = (await listTeams(context.db)).filter((team) => couldBeMine(context, team));
  if (mine.length === 0) return openOwnTeam(context);
  if (mine.length > OFFERED) return openLink(context);
  return update([
    paragraph('Whose channel is this?'),
    buttons(
      ...mine.map((team) => button(team.name, setUp.linkTeam, { teamId: team.id })),
      button(say`A new {team}`, setUp.newTeam, {}, mine.length === 0 ? { style: 'primary' } : {}),
      button('Something else', setUp.linkPlace, {}),
    ),
  ]);
}

// A team that nobody is in yet belongs to whoever links it first.
function couldBeMine({ asker }: Read, team: TeamRow): boolean {
  return asker.roles.admin || team.members.length === 0 || team.members.some((one) => one.id === asker.memberId);
}

/** The form for a team of one's own, with the channel's name for a start. */
export async function openOwnTeam(context: Read): Promise<ReadReply> {
  refuseDirect(context);
  await requireReleasable(context);
  const streams = await listStreams(context.db);
  if (streams.length === 0)
    throw new Refusal('not_found', say`There is no {value stream} yet for {a team} to pull from.`, 'An admin adds one: /flow setup.');
  const [only] = streams;
  return showForm(
    ownTeamForm,
    {},
    {
      values: { name: nameFrom(context.place.name), streamIds: streams.length === 1 && only ? [only.id] : [] },
      options: { streamIds: keyedOptions(streams) },
    },
  );
}

// "team-checkout-web" → "Checkout web"
function nameFrom(channel: string): string {
  const words = channel
    .replace(/^team[-_ ]/i, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return capital(words);
}

export interface OwnTeamValues {
  readonly name: string;
  readonly wipLimit: number;
  readonly streamIds: readonly string[];
}

/** Founds the team, with its founder in it, and links the channel where the form was opened. */
export async function saveOwnTeam(context: Write, values: OwnTeamValues): Promise<WriteReply> {
  refuseDirect(context);
  await giveUp(context);
  const streams = await listStreams(context.db);
  if (values.streamIds.some((id) => !streams.some((one) => one.id === id)))
    return errors({ streamIds: say`One of these {streams} is no longer here. Pick again.` });
  const draft = { ...values, memberIds: [context.asker.memberId] };
  const id = await store.saveTeam(context.db, undefined, draft, context.now);
  if (id === null) return errors({ name: say`There is {a team} called ${values.name} already. Give yours another name.` });
  await logEvent(context.db, { type: 'team', id }, 'added', draft, changeOf(context));
  await store.linkPlace(context.db, context.place, { teamId: id }, context.now);
  await logEvent(context.db, { type: 'team', id }, 'linked', { place: context.place.externalId }, changeOf(context));
  return update(await linkedBlocks(context, values.name, values.streamIds));
}

/** "I'm in this team": whoever works in its channel is let in, and is then known elsewhere too. */
export async function join(context: Write): Promise<WriteReply> {
  const { team } = context.place;
  if (!team) throw goneTeam();
  const { memberId } = context.asker;
  if (context.asker.teams.some((one) => one.id === team.id)) return update([paragraph(`You are in ${team.name} already.`)]);
  await store.addToTeam(context.db, team.id, [memberId]);
  await logEvent(context.db, { type: 'team', id: team.id }, 'joined', { memberId }, changeOf(context));
  return update([paragraph(`You are in ${team.name} now: in a direct message I know whose work you mean.`)]);
}
