import { rankBetween } from '../../model/item/rank.ts';
import type { Change } from '../events/change.ts';
import { changeItem } from './item-changes.ts';
import { findItem, type ItemRow } from './items.ts';
import type { StreamLock } from './stream-locks.ts';

/**
 * Moves an unstarted item to the end of another stream, to be refined there, under a new key; the old one goes on finding
 * it. Words of the old stream's list are dropped before.
 *
 * @param lock of both streams
 * @returns the item as it stands there, and how many words were dropped
 */
export async function transferItem(
  lock: StreamLock,
  item: ItemRow,
  target: { readonly id: string; readonly key: string },
  change: Change,
): Promise<{ readonly moved: ItemRow; readonly droppedTags: number }> {
  const { organizationId, sql } = lock.tenant;
  if (!lock.streamIds.includes(target.id)) throw new Error('The lock does not cover the stream that the item goes to.');
  const droppedTags = await sql.$executeRaw`
    DELETE FROM item_tag WHERE organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid`;
  const bare = droppedTags === 0 ? item : await changeItem(lock, item, { kind: 'tagged', data: { tagIds: [] } }, change);
  const [counter] = await sql.$queryRaw<{ last: number }[]>`
    INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, ${target.key}, 1)
    ON CONFLICT (organization_id, prefix) DO UPDATE SET last = key_counter.last + 1 RETURNING last`;
  if (!counter) throw new Error('The key counter gave no number.');
  // Read after the counter's row, as addItem does: whoever adds at the same time comes before or after.
  const [end] = await sql.$queryRaw<{ rank: string }[]>`
    SELECT rank FROM item WHERE organization_id = ${organizationId}::uuid AND stream_id = ${target.id}::uuid AND rank IS NOT NULL
    ORDER BY rank DESC LIMIT 1`;
  const data = { streamId: target.id, key: `${target.key}-${counter.last}`, rank: rankBetween(end?.rank ?? null, null) };
  await changeItem(lock, bare, { kind: 'transferred', data }, change);
  await sql.$executeRaw`
    INSERT INTO item_alias (organization_id, key, item_id) VALUES (${organizationId}::uuid, ${item.key}, ${item.id}::uuid)`;
  const moved = await findItem(lock.tenant, item.id);
  if (!moved) throw new Error('The item is gone.');
  return { moved, droppedTags };
}
