import { type MessageReply, message } from '../../../chat/reply.ts';
import { parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read } from '../../kit/access.ts';
import { showThing } from '../../kit/cards/show-thing.ts';

/** The card of a key as a message of its own: a question that is still open keeps its buttons. */
export async function lookBeneath(context: Read, key: string): Promise<MessageReply> {
  if (!parseKey(key)) throw new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
  return message((await showThing(context, key)).blocks);
}
