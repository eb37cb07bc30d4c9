import { runCommand } from '../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../chat/block.ts';
import type { ItemRow } from '../../database/items.ts';
import { missingChecks, nameChecks } from '../../model/readiness.ts';
import { prepareItem } from '../backlog/contracts.ts';
import { named, ordinal } from '../item-words.ts';
import { undoButton } from '../undo/contracts.ts';

/** After an item was put elsewhere. Nothing is announced: the order shows itself in what is next. */
export function orderedView(item: ItemRow, position: number): Block[] {
  const missing = item.state === 'refining' ? missingChecks(item) : [];
  return [
    paragraph(...named(item), ` is ${ordinal(position)} in ${item.streamName} now.`),
    ...(missing.length > 0 ? [paragraph(`It can't be pulled yet: it needs ${nameChecks(missing)}.`)] : []),
    buttons(
      button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }, { style: 'primary' }),
      missing.length > 0 && button('Check', prepareItem, { itemId: item.id }, { hint: `Check ${item.key}` }),
      undoButton(item),
    ),
  ];
}
