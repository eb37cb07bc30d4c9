import type { Tenant } from '../../../database/connection/tenant.ts';

/** Keys of what is expedited in a stream: all in the hurry there is, ready or in progress. */
export async function expeditedIn(tenant: Tenant, streamId: string): Promise<string[]> {
  const rows = await tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT i.key FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid AND i.expedite
      AND i.state IN ('ready', 'delivery') ORDER BY i.rank NULLS FIRST, i.key`;
  return rows.map((row) => row.key);
}
