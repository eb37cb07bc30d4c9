import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { changeItem } from './item-changes.ts';
import { findItem } from './items.ts';
import { lockStreams, type StreamLock } from './stream-locks.ts';

/**
 * Locks an epic that is about to leave investing, and then the streams that hold ready items of it. Nobody makes an item of the
 * epic ready meanwhile: that takes a share of the same lock (`shareEpic`).
 */
export async function lockEpicAndStreams(tenant: TenantTransaction, epicId: string): Promise<StreamLock> {
  await tenant.sql.$queryRaw`
    SELECT id FROM epic WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${epicId}::uuid FOR NO KEY UPDATE`;
  const rows = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT stream_id AS id FROM item
    WHERE organization_id = ${tenant.organizationId}::uuid AND epic_id = ${epicId}::uuid AND state = 'ready'`;
  return lockStreams(
    tenant,
    rows.map((row) => row.id),
  );
}

/** Keeps an epic in its state until the transaction ends. Call it before making an item of the epic ready. */
export async function shareEpic(tenant: TenantTransaction, epicId: string): Promise<void> {
  await tenant.sql.$queryRaw`
    SELECT id FROM epic WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${epicId}::uuid FOR SHARE`;
}

/** Is the epic invested in? It stays as it is until the transaction ends. */
export async function epicRuns(tenant: TenantTransaction, epicId: string): Promise<boolean> {
  const rows = await tenant.sql.$queryRaw<unknown[]>`
    SELECT id FROM epic WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${epicId}::uuid AND state = 'investing' FOR SHARE`;
  return rows.length > 0;
}

/**
 * Sends an epic's ready items back to refining, one event each: an item is ready only while its epic is investing (rows C5, C6).
 *
 * @param lock of `lockEpicAndStreams`
 * @returns their keys
 */
export async function unreadyItemsOf(lock: StreamLock, epicId: string, change: Change): Promise<string[]> {
  const { tenant, streamIds } = lock;
  const rows = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM item WHERE organization_id = ${tenant.organizationId}::uuid AND epic_id = ${epicId}::uuid AND state = 'ready'
      AND stream_id = ANY(${[...streamIds]}::uuid[]) ORDER BY key`;
  const keys: string[] = [];
  for (const { id } of rows) {
    const item = await findItem(tenant, id);
    if (!item) continue;
    await changeItem(lock, item, { kind: 'unreadied', data: {} }, change);
    keys.push(item.key);
  }
  return keys;
}
