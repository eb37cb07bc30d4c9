import { runCommand } from '../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../chat/block.ts';
import { type ReadReply, update } from '../../chat/reply.ts';
import { code } from '../../chat/span.ts';
import { shorten } from '../../chat/words.ts';
import type { ItemRow } from '../../database/items.ts';
import { findStream } from '../../database/streams.ts';
import type { Wip } from '../../model/wip.ts';
import type { Read } from '../access.ts';
import { count, named, progress } from '../item-words.ts';
import { teamOf } from '../team-of.ts';
import { pulls } from './contracts.ts';
import { onItem } from './item-view.ts';
import { readOldest } from './store.ts';

/**
 * The board: stages in order, the oldest item first in each.
 *
 * @param order names of the stages in the order of the workflow
 */
function board(name: string, wip: Wip | null, items: readonly ItemRow[], order: readonly string[], now: Date, zone: string): Block[] {
  const used = new Set(items.map((item) => item.stageName ?? ''));
  const stages = [...new Set([...order, ...used])].filter((stage) => used.has(stage));
  const room = wip ? `${wip.inProgress} of ${wip.limit} in progress.` : `${count(items.length, 'item')} in progress.`;
  return [
    heading(`${name}: in progress`),
    ...(items.length === 0 ? [paragraph('Nothing is in progress.')] : []),
    ...stages.flatMap((stage): Block[] => {
      const here = items.filter((item) => (item.stageName ?? '') === stage);
      const open = (item: ItemRow) => button('Open', runCommand, { text: `show ${item.key}` }, { hint: `Open ${item.key}` });
      return [
        paragraph({ type: 'bold', text: stage }, ` · ${here.length}`),
        list(here.map((item) => entry([...named(item), `: ${progress(item, now, zone)}`], open(item)))),
      ];
    }),
    note(room),
    buttons(button('Next', runCommand, { text: 'next' }, { style: 'primary' }), button('Backlog', runCommand, { text: 'backlog' })),
  ];
}

/** After the team was chosen: the words that were typed go on by a button. */
function remembered(team: string, text: string): Block[] {
  return [
    paragraph(`I'll remember: you speak for ${team}.`),
    buttons(button(`Go on: /flow ${shorten(text, 50)}`.trim(), runCommand, { text }, { style: 'primary' })),
  ];
}

export const boardView = { board, remembered };

/** `/flow done` and `/flow move KEY` without the rest: what could be meant, as buttons. */
export async function advanceChoices(context: Read, what: 'done' | 'move', item?: ItemRow): Promise<ReadReply> {
  if (what === 'move' && item) {
    const stream = await findStream(context.db, item.streamId);
    const stages = [...(stream?.stages ?? []).map((stage) => stage.name), 'ready', 'done'].filter((name) => name !== item.stageName);
    return update([
      paragraph('Where does ', ...named(item), ' go?'),
      buttons(...stages.map((name) => button(name, pulls.move, { ...onItem(item), to: name }, { hint: `Move ${item.key} to ${name}` }))),
    ]);
  }
  const found = teamOf(context, what);
  if ('ask' in found) return found.ask;
  const items = await readOldest(context.db, found.team.id, 10);
  if (items.length === 0)
    return update([paragraph('Nothing is in progress, so there is nothing to finish. ', code('/flow next'), ' shows what to take.')]);
  return update([
    paragraph('Which one is done?'),
    list(
      items.map((one) =>
        entry(
          [...named(one), `: ${progress(one, context.now, context.organization.zone)}`],
          button('Done', pulls.finish, onItem(one), { hint: `${one.key} is done` }),
        ),
      ),
    ),
  ]);
}
