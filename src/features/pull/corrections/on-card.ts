import { button, note } from '../../../chat/block.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { onDay, todayOf } from '../../kit/words/idea-words.ts';
import { correctItem } from './contracts.ts';
import { lastCorrection } from './store.ts';
import { sayChange } from './words.ts';

/** An item's card marks days that were corrected (both values, who, why), and offers to correct them. */
export const correctionOnCard = onItemCard({
  below: async (context, { item }) => {
    if (item.startedAt === null && item.finishedAt === null) return [];
    const correction = await lastCorrection(context.db, item.id);
    if (!correction) return [];
    const today = todayOf(context);
    const by = correction.by === null ? '' : ` by ${correction.by}`;
    return [note(`Corrected on ${onDay(correction.at, today)}${by}: ${sayChange(correction, today)}. ${correction.reason}`)];
  },
  acts: (context, { item }) =>
    (item.state === 'delivery' || item.state === 'done') && isAllowed(context, 'correct', { streamId: item.streamId })
      ? [button('Correct days', correctItem, { itemId: item.id }, { hint: `Correct start or finish of ${item.key}` })]
      : [],
});
