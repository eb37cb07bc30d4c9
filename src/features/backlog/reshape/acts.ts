import { type Button, button } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Read } from '../../kit/access.ts';
import { askExpedite, stopExpediting } from '../../kit/offers/expedite.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { onItem } from '../../kit/words/item-view.ts';
import { askMerge, askSplit, askTransfer } from './contracts.ts';

/** Split, expedite, merge, transfer: what of it makes sense for an item now and the asker may do. */
export function reshapeActs(context: Read, item: ItemRow): Button[] {
  const { streamId, state, key } = item;
  const open = state === 'refining' || state === 'ready';
  const acts: (Button | false)[] = [
    state !== 'done' &&
      state !== 'parked' &&
      isAllowed(context, 'reshape', { streamId }) &&
      button('Split', askSplit, { itemId: item.id }, { hint: `Split ${key}` }),
    (state === 'ready' || state === 'delivery') &&
      item.splitAt === null &&
      isAllowed(context, 'expedite', { streamId }) &&
      (item.expedite
        ? button('Stop expediting', stopExpediting, onItem(item), { hint: `Stop expediting ${key}` })
        : button('Expedite', askExpedite, onItem(item), { hint: `Expedite ${key}` })),
    open &&
      isAllowed(context, 'reshape', { streamId }) &&
      button('Merge', askMerge, { itemId: item.id }, { hint: `Merge ${key} into another` }),
    open &&
      isAllowed(context, 'transfer', { streamId }) &&
      button('To another stream', askTransfer, { itemId: item.id }, { hint: `Move ${key} to another stream` }),
  ];
  return acts.filter((one): one is Button => one !== false);
}
