import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { touchItem } from './item-changes.ts';
import { findItem } from './items.ts';

/** Items through which one of the two waits for the other, so that the two can't become one. */
export async function between(tenant: TenantTransaction, oneId: string, otherId: string): Promise<string[]> {
  const org = tenant.organizationId;
  // The items that lie on a way from one to the other: reached from the one, and reaching the other.
  const rows = await tenant.sql.$queryRaw<{ key: string }[]>`
    WITH RECURSIVE down AS (
      SELECT d.item_id AS start, d.needs_id AS id FROM dependency d
      WHERE d.organization_id = ${org}::uuid AND d.item_id IN (${oneId}::uuid, ${otherId}::uuid)
        AND d.needs_id NOT IN (${oneId}::uuid, ${otherId}::uuid)
      UNION
      SELECT w.start, d.needs_id FROM down w JOIN dependency d ON d.organization_id = ${org}::uuid AND d.item_id = w.id
    )
    SELECT DISTINCT i.key FROM down w JOIN dependency d ON d.organization_id = ${org}::uuid AND d.item_id = w.id
      AND d.needs_id IN (${oneId}::uuid, ${otherId}::uuid)
    JOIN item i ON i.organization_id = ${org}::uuid AND i.id = w.id
    WHERE w.id NOT IN (${oneId}::uuid, ${otherId}::uuid) AND d.needs_id <> w.start ORDER BY i.key LIMIT 3`;
  return rows.map((row) => row.key);
}

/**
 * When an item is merged into another, or replaced by its parts: whatever waited for it now waits for those that take its place,
 * and they wait for what it waited for. One event per item and dependency.
 *
 * @param to ids of those that take its place; the caller knows that no circle comes of it
 */
export async function redirectNeeds(tenant: TenantTransaction, fromId: string, to: readonly string[], change: Change): Promise<void> {
  const { organizationId, sql } = tenant;
  const edges = await sql.$queryRaw<{ item: string; needs: string; reason: string | null }[]>`
    SELECT d.item_id AS item, d.needs_id AS needs, d.reason FROM dependency d
    WHERE d.organization_id = ${organizationId}::uuid AND (d.item_id = ${fromId}::uuid OR d.needs_id = ${fromId}::uuid)
    ORDER BY d.item_id, d.needs_id`;
  for (const edge of edges) {
    await write(tenant, edge.item, { kind: 'needless', data: { itemId: edge.needs } }, change);
    await sql.$executeRaw`
      DELETE FROM dependency
      WHERE organization_id = ${organizationId}::uuid AND item_id = ${edge.item}::uuid AND needs_id = ${edge.needs}::uuid`;
    for (const id of to) {
      const [item, needs] = edge.item === fromId ? [id, edge.needs] : [edge.item, id];
      if (item === needs) continue;
      const fresh = await sql.$executeRaw`
        INSERT INTO dependency (organization_id, item_id, needs_id, reason, created_at)
        VALUES (${organizationId}::uuid, ${item}::uuid, ${needs}::uuid, ${edge.reason}, ${change.at})
        ON CONFLICT (organization_id, item_id, needs_id) DO NOTHING`;
      if (fresh === 1) await write(tenant, item, { kind: 'needs', data: { itemId: needs, reason: edge.reason } }, change);
    }
  }
}

async function write(
  tenant: TenantTransaction,
  itemId: string,
  event: Extract<Parameters<typeof touchItem>[2], { kind: 'needs' | 'needless' }>,
  change: Change,
): Promise<void> {
  const item = await findItem(tenant, itemId);
  if (item) await touchItem(tenant, item, event, change);
}
