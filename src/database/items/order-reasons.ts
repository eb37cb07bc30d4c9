import type { Tenant } from '../connection/tenant.ts';

/** Who put an item where it stands in the order, when, and what for. */
export interface Ordered {
  readonly itemId: string;
  readonly at: Date;
  readonly by: string | null;
  /** Given where the scores said otherwise. */
  readonly reason: string | null;
}

/** When each of these items was last put into its place by hand, unless that was taken back. Items that never were are left out. */
export async function lastOrdered(tenant: Tenant, itemIds: readonly string[]): Promise<ReadonlyMap<string, Ordered>> {
  const rows = await tenant.sql.$queryRaw<Ordered[]>`
    SELECT w.id AS "itemId", r.at, m.name AS by, r.data ->> 'reason' AS reason FROM unnest(${[...itemIds]}::uuid[]) AS w(id)
    CROSS JOIN LATERAL (
      SELECT v.at, v.actor_id, v.data FROM event v
      WHERE v.organization_id = ${tenant.organizationId}::uuid AND v.subject_type = 'item' AND v.subject_id = w.id AND v.kind = 'ranked'
        AND NOT EXISTS (SELECT 1 FROM event u WHERE u.organization_id = v.organization_id AND u.subject_type = 'item'
          AND u.subject_id = v.subject_id
          AND u.subject_version > v.subject_version AND u.kind = 'undone' AND u.data->>'of' = v.subject_version::text)
      ORDER BY v.subject_version DESC LIMIT 1) AS r
    LEFT JOIN member m ON m.organization_id = ${tenant.organizationId}::uuid AND m.id = r.actor_id`;
  return new Map(rows.map((row) => [row.itemId, row]));
}
