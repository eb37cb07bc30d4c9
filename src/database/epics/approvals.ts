import type { Tenant } from '../connection/tenant.ts';

/**
 * The size up to which the portfolio approved each epic (row B15), by id. A decision approves the size that the epic had that day, so an
 * epic that has grown since is larger than what was approved.
 *
 * @param epicId only this one's
 */
export async function readApprovedSizes(tenant: Tenant, epicId: string | null = null): Promise<ReadonlyMap<string, number>> {
  const rows = await tenant.sql.$queryRaw<{ id: string; size: number }[]>`
    SELECT d.subject_id AS id, max(s.size)::int AS size FROM decision d CROSS JOIN LATERAL (
      SELECT (e.data->'score'->>'size')::int AS size FROM event e WHERE e.organization_id = d.organization_id AND e.subject_type = 'epic'
        AND e.subject_id = d.subject_id AND e.kind = 'scored' AND e.at <= d.at ORDER BY e.subject_version DESC LIMIT 1) AS s
    WHERE d.organization_id = ${tenant.organizationId}::uuid AND d.subject_type = 'epic' AND d.act = 'approval' AND s.size IS NOT NULL
      AND (${epicId}::uuid IS NULL OR d.subject_id = ${epicId}::uuid)
    GROUP BY d.subject_id`;
  return new Map(rows.map(({ id, size }) => [id, size]));
}
