import { type MessageReply, message } from '../../../chat/reply.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseKey } from '../../../model/text/key.ts';
import type { Read } from '../../kit/access.ts';

/** The card of a key as a message of its own: a question that is still open keeps its buttons. */
export async function lookBeneath(context: Read, key: string): Promise<MessageReply> {
  if (!parseKey(key)) throw new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
  return message((await context.things.show(key)).blocks);
}
