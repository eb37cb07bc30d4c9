import { button } from '../../../chat/block.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { challenges } from './contracts.ts';
import { findOpenChallenge } from './store.ts';
import { openChallenge } from './views.ts';

/** An item's card shows the question that is open about it, and offers to ask one. */
export const challengeOnCard = onItemCard({
  below: async (context, { item }) => {
    const challenge = await findOpenChallenge(context.db, item.id);
    if (!challenge) return [];
    return openChallenge(challenge, item, isAllowed(context, 'answerFor', { streamId: item.streamId }), todayOf(context));
  },
  acts: (context, { item }) =>
    item.state !== 'done' && item.state !== 'parked' && isAllowed(context, 'challenge', { streamId: item.streamId })
      ? [button('Challenge', challenges.ask, { itemId: item.id }, { hint: `Ask why ${item.key} is here` })]
      : [],
});
