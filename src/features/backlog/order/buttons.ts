import { type Block, button, buttons } from '../../../chat/block.ts';
import { askPlace, placeItem } from './contracts.ts';

/** The owner's buttons on the card of a backlog item: where it may go from where it stands. */
export function orderButtons(item: { readonly id: string; readonly key: string }, position: number, last: boolean): Block[] {
  if (position === 1 && last) return [];
  const to = (label: string, where: 'top' | 'up' | 'bottom', hint: string) =>
    button(label, placeItem, { itemId: item.id, to: where }, { hint: `Put ${item.key} ${hint}` });
  return [
    buttons(
      position > 1 && to('To the top', 'top', 'at the top'),
      position > 2 && to('Up', 'up', 'one place up'),
      !last && to('To the bottom', 'bottom', 'at the bottom'),
      button('Place …', askPlace, { itemId: item.id }, { hint: `Choose a place for ${item.key}` }),
    ),
  ];
}
