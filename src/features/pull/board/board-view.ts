import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { count, named, progress } from '../../kit/words/item-words.ts';
import type { Said } from '../../kit/words/room-words.ts';

/**
 * The board: stages in order, the oldest item first in each.
 *
 * @param room a team's room in words; null where a stream's board is shown
 * @param inTeam the asker could take the next item
 * @param order names of the stages in the order of the workflow
 */
export function boardView(
  name: string,
  room: string | null,
  items: readonly ItemRow[],
  order: readonly string[],
  inTeam: boolean,
  { now, zone }: Said,
): Block[] {
  const used = new Set(items.map((item) => item.stageName ?? ''));
  const stages = [...new Set([...order, ...used])].filter((stage) => used.has(stage));
  return [
    heading(`${name}: in progress`),
    ...(items.length === 0 ? [paragraph('Nothing is in progress.')] : []),
    ...stages.flatMap((stage): Block[] => {
      const here = items.filter((item) => (item.stageName ?? '') === stage);
      // The heading says the stage already.
      const about = (item: ItemRow) => {
        const words = progress({ ...item, stageName: null }, now, zone);
        return words === '' ? [] : [`: ${words}`];
      };
      const open = (item: ItemRow) => openButton(item.key);
      return [
        paragraph({ type: 'bold', text: stage }, ` · ${here.length}`),
        list(here.map((item) => entry([...named(item), ...about(item)], open(item)))),
      ];
    }),
    note(room ?? `${count(items.length, 'item')} in progress.`),
    buttons(
      inTeam && button('Next', runCommand, { text: 'next' }, { style: 'primary' }),
      button('Backlog', runCommand, { text: 'backlog' }),
    ),
  ];
}
