import { button } from '../../../chat/block.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { askExpedite, stopExpediting } from '../../kit/offers/expedite.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { onItem } from '../../kit/words/item-view.ts';

/** What is ready or in progress can be let go first, or no longer. */
export const expediteOnCard = onItemCard({
  acts: (context, { item }) => {
    const { streamId, state, key } = item;
    if ((state !== 'ready' && state !== 'delivery') || item.splitAt !== null || !isAllowed(context, 'expedite', { streamId })) return [];
    return item.expedite
      ? [button('Stop expediting', stopExpediting, onItem(item), { hint: `Stop expediting ${key}` })]
      : [button('Expedite', askExpedite, onItem(item), { hint: `Expedite ${key}` })];
  },
});
