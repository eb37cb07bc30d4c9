import { v7 as newId } from 'uuid';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { logEvent } from '../events/events.ts';
import { fromJson, type ItemJson, type ItemRow } from './items.ts';

/** A thing that holds items up (row C15). */
export interface BlockerRow {
  readonly id: string;
  readonly reason: string;
  readonly openedAt: Date;
  /** Null while it holds anything. */
  readonly resolvedAt: Date | null;
}

/** A new blocker, with its event. It holds nothing until an item is blocked by it in the same transaction. */
export async function openBlocker(tenant: TenantTransaction, reason: string, change: Change): Promise<string> {
  const id = newId();
  await tenant.sql.$executeRaw`
    INSERT INTO blocker (organization_id, id, reason, opened_at, opened_by)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${reason}, ${change.at}, ${change.memberId}::uuid)`;
  await logEvent(tenant, { type: 'blocker', id }, 'opened', { reason }, change);
  return id;
}

/**
 * Takes a blocker's row, so that nobody joins or resolves it meanwhile. Taken before the rows of the items it holds.
 *
 * @returns null when there is no such blocker
 */
export async function lockBlocker(tenant: TenantTransaction, id: string): Promise<BlockerRow | null> {
  const [row] = await tenant.sql.$queryRaw<BlockerRow[]>`
    SELECT id, reason, opened_at AS "openedAt", resolved_at AS "resolvedAt" FROM blocker
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  return row ?? null;
}

/** A blocker is open exactly while it holds something: resolves it, or opens it again, if that changed. Locked before. */
export async function settleBlocker(tenant: TenantTransaction, id: string, change: Change): Promise<void> {
  const { organizationId, sql } = tenant;
  const [row] = await sql.$queryRaw<{ holds: boolean }[]>`
    UPDATE blocker b SET resolved_at = CASE WHEN f.holds THEN NULL ELSE greatest(${change.at}::timestamptz, b.opened_at, (
      SELECT e.at FROM event e
      WHERE e.organization_id = ${organizationId}::uuid AND e.subject_type = 'blocker' AND e.subject_id = ${id}::uuid
        ORDER BY e.subject_version DESC LIMIT 1)) END
    FROM (SELECT EXISTS (SELECT 1 FROM blocked_interval i WHERE i.organization_id = ${organizationId}::uuid AND i.blocker_id = ${id}::uuid
      AND i.to_at IS NULL) AS holds) AS f
    WHERE b.organization_id = ${organizationId}::uuid AND b.id = ${id}::uuid AND (b.resolved_at IS NULL) <> f.holds RETURNING f.holds`;
  if (row) await logEvent(tenant, { type: 'blocker', id }, row.holds ? 'reopened' : 'resolved', {}, change);
}

/** The blocker of an id, or null. */
export async function findBlocker(tenant: Tenant, id: string): Promise<BlockerRow | null> {
  const [row] = await tenant.sql.$queryRaw<BlockerRow[]>`
    SELECT id, reason, opened_at AS "openedAt", resolved_at AS "resolvedAt" FROM blocker
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid`;
  return row ?? null;
}

/** All items that a blocker holds, those held longest first: when it is over, none may be forgotten. */
export async function blockedBy(tenant: Tenant, blockerId: string): Promise<ItemRow[]> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(b.organization_id, b.item_id) AS item FROM blocked_interval b
    WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.blocker_id = ${blockerId}::uuid AND b.to_at IS NULL
    ORDER BY b.from_at, b.id`;
  return rows.map((row) => fromJson(row.item));
}
