import { lastOrdered } from '../../../database/items/order-reasons.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';

/** Where a stream keeps scores, an item that stands against them says why. */
export const orderOnCard = onItemCard({
  facts: async (context, { item, stream }) => {
    if (!stream.policy.scored || item.rank === null) return [];
    const ordered = (await lastOrdered(context.db, [item.id])).get(item.id);
    return ordered?.reason ? [{ label: 'Placed by hand', value: [ordered.reason] }] : [];
  },
});
