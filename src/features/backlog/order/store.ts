import type { Tenant } from '../../../database/connection/tenant.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { ItemScore } from '../../../model/item/item.ts';

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

/** So many that are all scored, nobody has; then there is no whole order to go against. */
const PASSED_AT_MOST = 1_000;

/** What lies between an item's place and a new one, from the top; null when that is more than anybody scores. */
export async function readPassed(tenant: Tenant, item: ItemRow & { readonly rank: string }, rank: string): Promise<Passed[] | null> {
  const [from, to] = rank < item.rank ? [rank, item.rank] : [item.rank, rank];
  const rows = await tenant.sql.$queryRaw<Passed[]>`
    SELECT i.key, i.rank, i.score FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${item.streamId}::uuid
      AND i.rank > ${from} AND i.rank < ${to} AND i.id <> ${item.id}::uuid ORDER BY i.rank LIMIT ${PASSED_AT_MOST + 1}`;
  return rows.length > PASSED_AT_MOST ? null : rows;
}
