import type { Tenant } from '../../../database/tenant.ts';

/** Did the portfolio approve this epic's size? The decision log says so. */
export async function isApproved(tenant: Tenant, epicId: string): Promise<boolean> {
  const rows = await tenant.sql.$queryRaw<unknown[]>`
    SELECT id FROM decision WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = 'epic' AND subject_id = ${epicId}::uuid
      AND act = 'approval' LIMIT 1`;
  return rows.length > 0;
}
