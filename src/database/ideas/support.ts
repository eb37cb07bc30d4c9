import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';

/** What one may say "I want this too" of. */
export interface Supported {
  readonly kind: 'item' | 'epic' | 'idea';
  readonly id: string;
}

/**
 * Keeps that a person wants this too: once per person, however often it is said.
 *
 * @returns false when it was said before
 */
export async function addSupport(tenant: TenantTransaction, { kind, id }: Supported, change: Change): Promise<boolean> {
  const written = await tenant.sql.$executeRaw`
    INSERT INTO support (organization_id, subject_type, subject_id, member_id, at)
    VALUES (${tenant.organizationId}::uuid, ${kind}, ${id}::uuid, ${change.memberId}::uuid, ${change.at})
    ON CONFLICT (organization_id, subject_type, subject_id, member_id) DO NOTHING`;
  return written === 1;
}

/** How many people want it. */
export async function countSupport(tenant: Tenant, { kind, id }: Supported): Promise<number> {
  const [row] = await tenant.sql.$queryRaw<{ supporters: number }[]>`
    SELECT count(*)::int AS supporters FROM support
    WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = ${kind} AND subject_id = ${id}::uuid`;
  return row?.supporters ?? 0;
}

/** How many people want an item, said of it or of an idea under which it was parked. */
export async function countItemSupport(tenant: Tenant, itemId: string): Promise<number> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<{ supporters: number }[]>`
    SELECT count(DISTINCT s.member_id)::int AS supporters FROM support s WHERE s.organization_id = ${org}::uuid AND (
      (s.subject_type = 'item' AND s.subject_id = ${itemId}::uuid)
      OR (s.subject_type = 'idea'
        AND s.subject_id IN (SELECT p.id FROM parked_idea p WHERE p.organization_id = ${org}::uuid AND p.item_id = ${itemId}::uuid)))`;
  return row?.supporters ?? 0;
}
