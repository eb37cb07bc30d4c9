import type { Tenant } from '../../../database/connection/tenant.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { ItemScore } from '../../../model/score/item-score.ts';

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

/** An item that another goes past on its way to a new place. */
export interface Passed {
  readonly key: string;
  readonly rank: string;
  readonly score: ItemScore | null;
}

/** What lies between an item's place and a new one and has a whole score, from the top. */
export async function readPassed(tenant: Tenant, item: ItemRow & { readonly rank: string }, rank: string): Promise<Passed[]> {
  const [from, to] = rank < item.rank ? [rank, item.rank] : [item.rank, rank];
  return tenant.sql.$queryRaw<Passed[]>`
    SELECT i.key, i.rank, i.score FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid
      AND i.stream_id = ${item.streamId}::uuid
      AND i.rank > ${from} AND i.rank < ${to} AND i.id <> ${item.id}::uuid
      AND (i.score->>'value')::int + (i.score->>'time')::int + (i.score->>'risk')::int + (i.score->>'size')::int IS NOT NULL
        ORDER BY i.rank`;
}
