import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold } from '../../../chat/span.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { count, named, progress } from '../../kit/words/item-words.ts';
import type { Said } from '../../kit/words/room-words.ts';
import type { BoardCounts } from '../next/count-board.ts';

/**
 * The board: stages in order, the oldest item first in each; what was split stands behind them and in no sum, so that the stages
 * together are what is in progress.
 *
 * @param room a team's room in words; null where a stream's board is shown
 * @param inTeam the asker could take the next item
 * @param order names of the stages in the order of the workflow
 */
export function boardView(
  name: string,
  room: string | null,
  { items, counts }: { readonly items: readonly ItemRow[]; readonly counts: BoardCounts },
  order: readonly string[],
  inTeam: boolean,
  { now, zone }: Said,
): Block[] {
  const stages = [...new Set([...order, ...counts.stages.keys()])].filter((stage) => counts.stages.has(stage));
  // The heading says the stage already.
  const about = (item: ItemRow) => {
    const words = progress({ ...item, stageName: null }, now, zone);
    return words === '' ? [] : [`: ${words}`];
  };
  const open = (item: ItemRow) => openButton(item.key);
  const part = (title: string, total: number, here: readonly ItemRow[]): Block[] => [
    paragraph(bold(title), ` · ${total}`),
    ...(here.length > 0 ? [list(here.map((item) => entry([...named(item), ...about(item)], open(item))))] : []),
    ...(total > here.length
      ? [note(here.length > 0 ? `And ${total - here.length} more.` : 'All of them are younger than those that are listed.')]
      : []),
  ];
  const wholes = items.filter((item) => item.splitAt !== null);
  return [
    heading(`${name}: in progress`),
    ...(counts.inProgress + counts.split === 0 ? [paragraph('Nothing is in progress.')] : []),
    ...stages.flatMap((stage) =>
      part(
        stage,
        counts.stages.get(stage) ?? 0,
        items.filter((item) => item.splitAt === null && (item.stageName ?? '') === stage),
      ),
    ),
    ...(counts.split > 0 ? part('Split, not counted', counts.split, wholes) : []),
    note(room ?? `${count(counts.inProgress, say`{item}`, say`{items}`)} in progress.`),
    buttons(
      inTeam && button('Next', runCommand, { text: 'next' }, { style: 'primary' }),
      button('Backlog', runCommand, { text: 'backlog' }),
    ),
  ];
}
