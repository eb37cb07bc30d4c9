import { buttons, paragraph } from '../../../chat/block.ts';
import type { Feature } from '../../../chat/feature.ts';
import { type MessageReply, message } from '../../../chat/reply.ts';
import { findItem } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import type { Access, Read } from '../../kit/access.ts';
import type { ItemOnCard } from '../../kit/cards/item-card.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { onRead } from '../../kit/on.ts';
import { named } from '../../kit/words/item-words.ts';
import { furtherActs } from './further-contracts.ts';

/** "More" on an item's card: beneath it, so that the card stays. */
export const further: Feature<Access> = {
  name: 'further',
  commands: [],
  actions: [onRead(furtherActs, 'read', (context, { itemId }) => showFurther(context, itemId))],
  forms: [],
};

async function showFurther(context: Read, itemId: string): Promise<MessageReply> {
  const item = await findItem(context.db, itemId);
  const stream = item && (await findStream(context.db, item.streamId));
  if (!item || !stream) throw unknownItem();
  const acts = context.things.card<ItemOnCard>('', { item, stream }).acts();
  if (acts.length === 0) return message([paragraph(...named(item), ` is ${item.state}: there is nothing more to do with it here.`)]);
  return message([paragraph('What else about ', ...named(item), '?'), buttons(...acts)]);
}
