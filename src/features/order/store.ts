import type { Tenant } from '../../database/tenant.ts';

/** The first items of a stream's backlog, in order. */
export async function readTop(
  tenant: Tenant,
  streamId: string,
  limit: number,
): Promise<{ readonly id: string; readonly key: string; readonly title: string }[]> {
  return tenant.sql.$queryRaw<{ id: string; key: string; title: string }[]>`
    SELECT i.id, i.key, i.title FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid
      AND i.rank IS NOT NULL ORDER BY i.rank LIMIT ${limit}`;
}
