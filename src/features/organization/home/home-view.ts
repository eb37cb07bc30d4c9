import { runCommand, showHome } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, type ListEntry, list, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { bold, code } from '../../../chat/span.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { chooseNext } from '../../../model/flow/choose.ts';
import { hasRoom } from '../../../model/flow/wip.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { pulls } from '../../kit/offers/pull.ts';
import { setUp } from '../../kit/offers/setup.ts';
import { named, progress, purposeLine } from '../../kit/words/item-words.ts';
import { roomWords, type Said } from '../../kit/words/room-words.ts';
import { needs } from '../../pull/next/next-view.ts';
import type { NextRead } from '../../pull/next/team-view.ts';
import type { Waiting } from './home-store.ts';
import { partsOf } from './parts.ts';

/** Does this installation know that command? */
export type Offered = (command: string) => boolean;

/** Where am I. Who has no team but a part of their own is not told to find one. */
export function openingBlocks(context: Read, streams: readonly StreamRow[], shown: number): Block[] {
  const { organization, asker } = context;
  const parts = partsOf(context, streams);
  if (streams.length === 0) {
    const next = asker.roles.admin
      ? say`Next: add your first {value stream}, under Setup.`
      : say`There is no {value stream} yet. An admin adds the first one.`;
    return [
      heading(organization.name),
      ...(parts.length > 0 ? [paragraph(`You ${new Intl.ListFormat('en').format(parts)}.`)] : []),
      paragraph(next),
    ];
  }
  return [
    heading(organization.name),
    parts.length === 0
      ? paragraph(say`You are in no {team} yet. In your {team}’s channel type `, code('/flow'), ' and link it, or ask an admin to add you.')
      : paragraph(`You ${new Intl.ListFormat('en').format(parts)}.`),
    ...(asker.teams.length > shown ? [note(say`The first ${shown} of your {teams} are below; the others show in their channels.`)] : []),
  ];
}

/** What a team of theirs could take next. */
export function teamBlocks(team: TeamContext, read: NextRead, said: Said): Block[] {
  const next = chooseNext(read.streams);
  const free = hasRoom(read.team);
  const item = next?.candidate;
  const purpose = item ? purposeLine(item) : '';
  return [
    paragraph(bold(team.name), `: ${roomWords(read.team, next?.slack ?? false, said)}.`),
    ...(item
      ? [paragraph(free ? 'Next: ' : 'Full. Next, when there is room: ', ...named(item)), ...(purpose ? [note(purpose)] : [])]
      : [paragraph('Nothing is ready to be taken.')]),
    buttons(
      item &&
        free &&
        button(
          'Pull it',
          pulls.take,
          { itemId: item.id, version: item.version, teamId: team.id },
          { style: 'primary', hint: `Pull ${item.key} for ${team.name}` },
        ),
      item && openByKey(item.key),
    ),
  ];
}

/** What I have in hand and can go on with. */
export function handBlocks({ mine, heldBeyond }: Waiting, now: Date, zone: string): Block[] {
  if (mine.length === 0) return [];
  return [
    paragraph(bold('In your hands')),
    list(
      mine.map((item) =>
        entry(
          [...named(item), `: ${progress(item, now, zone)}`],
          button('Done', pulls.finish, { itemId: item.id, version: item.version }, { hint: `${item.key} is done` }),
        ),
      ),
    ),
    ...(heldBeyond > 0 ? [note(`and ${heldBeyond} more, on the board`)] : []),
  ];
}

/** What waits on me; nothing is said as well. */
export function waitingBlocks(waiting: Waiting, now: Date, zone: string, offers: Offered): Block[] {
  const { blocked, asked, askedTotal, unready, unreadyTotal, outcomes, outcomesTotal, reviews, reviewsTotal } = waiting;
  const entries: ListEntry[] = [
    ...blocked.map((item) => entry([...named(item), `: ${progress(item, now, zone)}`], open(item))),
    ...asked.map((item) => entry([...named(item), `: somebody asks: ${item.question}`], open(item))),
    ...unready.map((item) =>
      entry(
        [...named(item), `: near the top. ${needs(item)}`],
        button('Refine', prepareItem, { itemId: item.id }, { hint: `Refine ${item.key}` }),
      ),
    ),
    ...outcomes.map((epic) =>
      entry(
        [...named(epic), epic.due ? ': you asked to be asked again. What do you hope gets better?' : ': no anticipated outcome yet'],
        offers('outcome')
          ? button('Answer', runCommand, { text: `outcome ${epic.key}` }, { hint: `Say the outcome of ${epic.key}` })
          : undefined,
      ),
    ),
    ...reviews.map((epic) =>
      entry(
        [...named(epic), ': delivered a while ago. What came of it?'],
        offers('review') ? button('Review', runCommand, { text: `review ${epic.key}` }, { hint: `Review ${epic.key}` }) : undefined,
      ),
    ),
  ];
  const more = askedTotal - asked.length + unreadyTotal - unready.length + outcomesTotal - outcomes.length + reviewsTotal - reviews.length;
  return [
    paragraph(bold('Waits on you')),
    entries.length > 0 ? list(entries) : paragraph('Nothing right now.'),
    ...(more > 0 ? [note(`and ${more} more`)] : []),
  ];
}

/** What I can do. */
export function doBlocks(context: Read, streams: readonly StreamRow[], offers: Offered): Block[] {
  const { roles, teams } = context.asker;
  return [
    paragraph(bold('What you can do')),
    buttons(
      offers('propose') && button(say`Propose {an epic}`, runCommand, { text: 'propose' }),
      streams.length > 0 && offers('add') && button('Add to a backlog', runCommand, { text: 'add' }),
      streams.length > 0 && button('Backlog', runCommand, { text: 'backlog' }),
      offers('portfolio') && button('Portfolio', runCommand, { text: 'portfolio' }),
      offers('parked') && button('Parked ideas', runCommand, { text: 'parked' }),
      teams.length > 0 && button('Board', runCommand, { text: 'board' }),
      (roles.admin || streams.length === 0) && button('Setup', setUp.overview, {}, streams.length === 0 ? { style: 'primary' } : {}),
      button('Help', runCommand, { text: 'help' }),
      button('Refresh', showHome, {}),
    ),
    note('Only you see this page. It shows how things stood when you opened it.'),
  ];
}

function open(item: { readonly key: string }) {
  return openButton(item.key);
}
