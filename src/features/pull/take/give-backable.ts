import type { Tenant } from '../../../database/connection/tenant.ts';

/** What a team could give back for something else: what counts against its limit, the youngest first, because least is lost with it. */
export async function giveBackable(
  tenant: Tenant,
  teamId: string,
  limit: number,
): Promise<{ readonly id: string; readonly key: string; readonly version: number }[]> {
  return tenant.sql.$queryRaw<{ id: string; key: string; version: number }[]>`
    SELECT i.id, i.key, i.version FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.team_id = ${teamId}::uuid
      AND i.state = 'delivery' AND i.split_at IS NULL AND NOT i.expedite ORDER BY i.started_at DESC, i.key LIMIT ${limit}`;
}
