import type { Tenant } from './tenant.ts';

/** The best rank in a stream's backlog, or null when it is empty. */
export async function topRank(tenant: Tenant, streamId: string): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ rank: string }[]>`
    SELECT rank FROM item WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid AND rank IS NOT NULL ORDER BY rank LIMIT 1`;
  return row?.rank ?? null;
}
