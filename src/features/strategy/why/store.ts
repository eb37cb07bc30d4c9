import type { Tenant } from '../../../database/connection/tenant.ts';

/** What became of something that was parked. */
export interface ParkedBecause {
  readonly key: string;
  readonly title: string;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly at: Date;
  readonly reopenKind: 'never' | 'date' | 'condition';
  readonly reopenOn: string | null;
  readonly reopenWhen: string | null;
  readonly state: 'parked' | 'revived';
  /** The item or epic that was parked, if it was one. */
  readonly thing: string | null;
}

/** The entry of the anti-backlog of a key such as `I-31`, or the last one of an item or epic; null when there is none. */
export async function parkedBecause(
  tenant: Tenant,
  which: { readonly key: string } | { readonly itemId: string } | { readonly epicId: string },
): Promise<ParkedBecause | null> {
  const key = 'key' in which ? which.key : null;
  const itemId = 'itemId' in which ? which.itemId : null;
  const epicId = 'epicId' in which ? which.epicId : null;
  const [row] = await tenant.sql.$queryRaw<ParkedBecause[]>`
    SELECT p.key, p.title, p.reason, m.name AS "decidedBy", p.created_at AS at, p.reopen_kind AS "reopenKind",
      to_char(p.reopen_on, 'YYYY-MM-DD') AS "reopenOn", p.reopen_when AS "reopenWhen", p.state, coalesce(i.key, e.key) AS thing
    FROM parked_idea p
    LEFT JOIN member m ON m.organization_id = p.organization_id AND m.id = p.decided_by
    LEFT JOIN item i ON i.organization_id = p.organization_id AND i.id = p.item_id
    LEFT JOIN epic e ON e.organization_id = p.organization_id AND e.id = p.epic_id
    WHERE p.organization_id = ${tenant.organizationId}::uuid
      AND (p.key = ${key} OR p.item_id = ${itemId}::uuid OR p.epic_id = ${epicId}::uuid)
    ORDER BY p.created_at DESC, p.id DESC LIMIT 1`;
  return row ?? null;
}

/** How many people said "I want this too" of an epic. */
export async function countSupporters(tenant: Tenant, epicId: string): Promise<number> {
  const [row] = await tenant.sql.$queryRaw<{ supporters: number }[]>`
    SELECT count(*)::int AS supporters FROM support s
    WHERE s.organization_id = ${tenant.organizationId}::uuid AND s.subject_type = 'epic' AND s.subject_id = ${epicId}::uuid`;
  return row?.supporters ?? 0;
}
