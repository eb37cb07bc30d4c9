import type { Block } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Read } from '../../kit/access.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { findOpenChallenge } from './store.ts';
import { openChallenge } from './views.ts';

/** What an item's card says of the question that is open about it. */
export async function challengeOfCard(context: Read, item: ItemRow): Promise<Block[]> {
  const challenge = await findOpenChallenge(context.db, item.id);
  return challenge ? openChallenge(challenge, item, isAllowed(context, 'answerFor', { streamId: item.streamId }), todayOf(context)) : [];
}
