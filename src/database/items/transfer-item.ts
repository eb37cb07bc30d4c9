import { rankBetween } from '../../model/item/rank.ts';
import type { Change } from '../events/change.ts';
import { nextKey } from '../events/key-counter.ts';
import { changeItem } from './item-changes.ts';
import { findItem, type ItemRow } from './items.ts';
import { bottomRank } from './ranks.ts';
import type { StreamLock } from './stream-locks.ts';

/**
 * Moves an unstarted item to the end of another stream, where it has to be refined, under a new key; the old key still finds
 * it. Tags of the old stream are dropped first.
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
  const key = await nextKey(lock.tenant, target.key);
  // Read after the counter's row, as addItem does: whoever adds at the same time comes before or after.
  const end = await bottomRank(lock.tenant, target.id);
  const data = { streamId: target.id, key, rank: rankBetween(end, null) };
  await changeItem(lock, bare, { kind: 'transferred', data }, change);
  await sql.$executeRaw`
    INSERT INTO item_alias (organization_id, key, item_id) VALUES (${organizationId}::uuid, ${item.key}, ${item.id}::uuid)`;
  const moved = await findItem(lock.tenant, item.id);
  if (!moved) throw new Error('The item is gone.');
  return { moved, droppedTags };
}
