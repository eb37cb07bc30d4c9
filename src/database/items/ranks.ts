import type { Gap } from '../../model/item/order.ts';
import { rankBetween } from '../../model/item/rank.ts';
import type { Tenant } from '../connection/tenant.ts';

/** The best rank in a stream's backlog, or null when it is empty. */
export async function topRank(tenant: Tenant, streamId: string): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ rank: string }[]>`
    SELECT rank FROM item
    WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid AND rank IS NOT NULL
    ORDER BY rank LIMIT 1`;
  return row?.rank ?? null;
}

/** The last rank in a stream's backlog, or null when it is empty. */
export async function bottomRank(tenant: Tenant, streamId: string): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ rank: string }[]>`
    SELECT rank FROM item
    WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid AND rank IS NOT NULL
    ORDER BY rank DESC LIMIT 1`;
  return row?.rank ?? null;
}

/** The ranks next to one in a stream's backlog, with one item left out; null is an end of the backlog. */
export async function ranksAround(tenant: Tenant, streamId: string, rank: string, exceptId: string): Promise<Gap> {
  const { organizationId, sql } = tenant;
  const [row] = await sql.$queryRaw<Gap[]>`
    SELECT
      (SELECT i.rank FROM item i
       WHERE i.organization_id = ${organizationId}::uuid AND i.stream_id = ${streamId}::uuid
         AND i.rank < ${rank} AND i.id <> ${exceptId}::uuid
       ORDER BY i.rank DESC LIMIT 1) AS above,
      (SELECT i.rank FROM item i
       WHERE i.organization_id = ${organizationId}::uuid AND i.stream_id = ${streamId}::uuid
         AND i.rank > ${rank} AND i.id <> ${exceptId}::uuid
       ORDER BY i.rank LIMIT 1) AS below`;
  return row ?? { above: null, below: null };
}

/** The best and the last rank of a stream's backlog, with one item left out. */
export async function rankEnds(
  tenant: Tenant,
  streamId: string,
  exceptId: string,
): Promise<{ readonly first: string | null; readonly last: string | null }> {
  const { organizationId, sql } = tenant;
  const [row] = await sql.$queryRaw<{ first: string | null; last: string | null }[]>`
    SELECT (SELECT i.rank FROM item i WHERE i.organization_id = ${organizationId}::uuid AND i.stream_id = ${streamId}::uuid
      AND i.rank IS NOT NULL
        AND i.id <> ${exceptId}::uuid ORDER BY i.rank LIMIT 1) AS first,
      (SELECT i.rank FROM item i
       WHERE i.organization_id = ${organizationId}::uuid AND i.stream_id = ${streamId}::uuid AND i.rank IS NOT NULL
        AND i.id <> ${exceptId}::uuid ORDER BY i.rank DESC LIMIT 1) AS last`;
  return row ?? { first: null, last: null };
}

/** A rank an item had once, if it is free; else one right below whoever has it now. */
export async function freeRank(tenant: Tenant, streamId: string, wanted: string, exceptId: string): Promise<string> {
  const taken = await tenant.sql.$queryRaw<unknown[]>`
    SELECT 1 AS one FROM item
    WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid
      AND rank = ${wanted} AND id <> ${exceptId}::uuid`;
  if (taken.length === 0) return wanted;
  const { below } = await ranksAround(tenant, streamId, wanted, exceptId);
  return rankBetween(wanted, below);
}

/** Place of a rank in its stream's order, from 1. */
export async function positionOf(tenant: Tenant, item: { readonly streamId: string; readonly rank: string }): Promise<number> {
  const [row] = await tenant.sql.$queryRaw<{ position: number }[]>`
    SELECT (count(*) + 1)::int AS position FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${item.streamId}::uuid AND i.rank < ${item.rank}`;
  return row?.position ?? 1;
}
