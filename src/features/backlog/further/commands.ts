import { buttons, paragraph } from '../../../chat/block.ts';
import { type Feature, onAction } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { type MessageReply, message } from '../../../chat/reply.ts';
import { findItem } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import type { Access, Read } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { named } from '../../kit/words/item-words.ts';
import { furtherOf } from './acts.ts';
import { furtherActs } from './contracts.ts';

/** "More" on an item's card: beneath it, so that the card stays. */
export const further: Feature<Access> = {
  name: 'further',
  commands: [],
  actions: [onAction(furtherActs, 'read', ({ itemId }) => read((context: Read) => showFurther(context, itemId)))],
  forms: [],
};

async function showFurther(context: Read, itemId: string): Promise<MessageReply> {
  const item = await findItem(context.db, itemId);
  const stream = item && (await findStream(context.db, item.streamId));
  if (!item || !stream) throw unknownItem();
  const acts = furtherOf(context, item, stream);
  if (acts.length === 0) return message([paragraph(...named(item), ` is ${item.state}: there is nothing more to do with it here.`)]);
  return message([paragraph('What else about ', ...named(item), '?'), buttons(...acts)]);
}
