import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { changeItem } from './item-changes.ts';
import type { ItemRow } from './items.ts';
import type { StreamLock } from './stream-locks.ts';

/** Chains are followed up to this length. Where items hang together in more links than this, a check is no help any more. */
const LINKS_AT_MOST = 10_000;

/**
 * Lets only one person at a time change the dependencies of an organization. Locking streams is not enough, because the people who
 * close a circle together may have no stream in common. Everybody takes this lock after those of streams.
 */
export async function lockDependencies(tenant: TenantTransaction): Promise<void> {
  await tenant.sql.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dependency:' || ${tenant.organizationId}, 0))`;
}

/** Every need that an item's needs lead to, by keys. */
export async function needsBehind(tenant: Tenant, itemId: string): Promise<{ readonly item: string; readonly needs: string }[]> {
  const org = tenant.organizationId;
  return tenant.sql.$queryRaw<{ item: string; needs: string }[]>`
    WITH RECURSIVE behind(item_id, needs_id) AS (
      SELECT d.item_id, d.needs_id FROM dependency d WHERE d.organization_id = ${org}::uuid AND d.item_id = ${itemId}::uuid
      UNION
      SELECT d.item_id, d.needs_id FROM behind b JOIN dependency d ON d.organization_id = ${org}::uuid AND d.item_id = b.needs_id
    )
    SELECT i.key AS item, n.key AS needs FROM (SELECT * FROM behind LIMIT ${LINKS_AT_MOST}) AS b
    JOIN item i ON i.organization_id = ${org}::uuid AND i.id = b.item_id
    JOIN item n ON n.organization_id = ${org}::uuid AND n.id = b.needs_id`;
}

/** Notes that an item waits for another, with its event. The caller holds `lockDependencies` and found no circle. */
export async function addNeed(lock: StreamLock, item: ItemRow, needs: ItemRow, reason: string | null, change: Change): Promise<ItemRow> {
  const { organizationId, sql } = lock.tenant;
  await sql.$executeRaw`
    INSERT INTO dependency (organization_id, item_id, needs_id, reason, created_at)
    VALUES (${organizationId}::uuid, ${item.id}::uuid, ${needs.id}::uuid, ${reason}, ${change.at})`;
  return changeItem(lock, item, { kind: 'needs', data: { itemId: needs.id, reason } }, change);
}

/**
 * Notes that an item no longer waits for another, with its event.
 *
 * @returns null when it did not wait for it
 */
export async function removeNeed(lock: StreamLock, item: ItemRow, needs: ItemRow, change: Change): Promise<ItemRow | null> {
  const { organizationId, sql } = lock.tenant;
  const removed = await sql.$executeRaw`
    DELETE FROM dependency WHERE organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND needs_id = ${needs.id}::uuid`;
  if (removed === 0) return null;
  return changeItem(lock, item, { kind: 'needless', data: { itemId: needs.id } }, change);
}
