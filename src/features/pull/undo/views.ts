import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import type { Announcement } from '../../../chat/reply.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import type { Wip } from '../../../model/flow/wip.ts';
import type { UndoableAct } from '../../../model/item/undo.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { announcement, deliveryButtons, subjectOf } from '../../kit/words/item-view.ts';
import { named, ordinal } from '../../kit/words/item-words.ts';
import { didWords } from './did.ts';

/** Typed as a word, undo says which act that was. */
export function actTold(act: string): Block[] {
  return [note(`What was taken back: you ${didWords(act)}.`)];
}

/** After an act was taken back: where the item stands again. */
export function undoneView(
  act: UndoableAct,
  item: ItemRow,
  stream: StreamRow,
  position: number | null,
  room: ({ readonly name: string } & Wip) | null,
  inTeam: boolean,
): Block[] {
  const over = room?.limit != null && room.inProgress > room.limit;
  return [
    paragraph('Taken back: ', ...named(item), ` ${standing(act, item, position)}.`),
    ...(over
      ? [
          paragraph(
            `${room.name} is over its limit now: ${room.inProgress} of ${room.limit} in progress. It stays a limit for the next pull.`,
          ),
        ]
      : []),
    item.state === 'delivery'
      ? deliveryButtons(item, stream.stages)
      : buttons(
          inTeam && button('Next', runCommand, { text: 'next' }),
          button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }),
          openButton(item.key),
        ),
  ];
}

function standing(act: UndoableAct, item: ItemRow, position: number | null): string {
  if (act === 'unblocked') return `is blocked as before: ${item.blockReason ?? 'no reason given'}`;
  if (act === 'blocked') return "isn't blocked";
  const place = position === null ? '' : `, ${ordinal(position)} in ${item.streamName}`;
  switch (item.state) {
    case 'refining':
      return act === 'readied'
        ? `is refining again${place}. What was filled in stays`
        : `is ${ordinal(position ?? 1)} in ${item.streamName} again`;
    case 'ready':
      return act === 'ranked' ? `is ${ordinal(position ?? 1)} in ${item.streamName} again` : `is ready again${place}`;
    case 'delivery':
      return `is ${inStage(item)} again${item.blocked ? `, blocked: ${item.blockReason ?? 'no reason given'}` : ''}`;
    case 'done':
      return 'is done again';
    case 'parked':
      return 'is parked again';
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function inStage(item: ItemRow): string {
  const name = item.stageName ?? 'in progress';
  return /^in /i.test(name) ? name : `in ${name}`;
}

/** The announcement is edited to say how it stands again; where nothing was announced, nothing is said. */
export function tellTeam(act: UndoableAct, before: ItemRow, now: ItemRow): Announcement[] {
  const teamId = now.teamId ?? before.teamId;
  if (teamId === null || act === 'ranked' || act === 'readied' || act === 'added') return [];
  const team = now.teamName ?? before.teamName ?? say`{A team}`;
  const blocks =
    act === 'pulled'
      ? announcement(now, `${team} pulled`, 'Taken back: it is in the backlog again.')
      : now.state === 'done'
        ? announcement(now, `${team} finished`)
        : announcement(
            now,
            `${team} works on`,
            now.blocked ? `Blocked: ${now.blockReason ?? 'no reason given'}` : `It is ${inStage(now)}.`,
          );
  return [{ teamId, subject: subjectOf(now), mode: 'edit', blocks }];
}
