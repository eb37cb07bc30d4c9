import type { ItemRow } from '../../../database/items/items.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../access.ts';

/**
 * Refuses everybody but the stream's owner, naming who that is. Leaders and admins do not order either (MODEL: "Roles").
 *
 * @throws Refusal not_allowed
 */
export async function requireOwner(context: Read | Write, item: ItemRow): Promise<void> {
  if (may('order', context.asker.roles, { streamId: item.streamId })) return;
  const stream = await findStream(context.db, item.streamId);
  throw new Refusal(
    'not_allowed',
    `The order of ${item.streamName} is for its owner to decide.`,
    stream?.ownerName ? `Ask ${stream.ownerName}; ${item.key} stays where it is.` : 'It has none yet: an admin names one with /flow setup.',
  );
}
