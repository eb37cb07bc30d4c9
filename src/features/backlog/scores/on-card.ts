import { button } from '../../../chat/block.ts';
import { readScoreDates } from '../../../database/scores/score-dates.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { scoreWords } from '../../kit/words/score-words.ts';
import { scoreItem } from './contracts.ts';

/** In a stream that keeps scores, an item's card says its score, who gave which part when, and offers to give it. */
export const scoreOnCard = onItemCard({
  facts: async (context, { item, stream }) => {
    if (!stream.policy.scored || item.rank === null) return [];
    const scored = (await readScoreDates(context.db, 'item', [item.id]))(item.id);
    return [{ label: 'Score', value: [scoreWords(item.score, scored, todayOf(context), context.now)] }];
  },
  acts: (context, { item, stream }) =>
    item.state !== 'done' && item.state !== 'parked' && stream.policy.scored && isAllowed(context, 'score', { streamId: item.streamId })
      ? [button('Score', scoreItem, { itemId: item.id }, { hint: `Score ${item.key}` })]
      : [],
});
