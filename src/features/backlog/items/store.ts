import type { Tenant } from '../../../database/connection/tenant.ts';
import { fromJson, type ItemJson, type ItemRow } from '../../../database/items/items.ts';
import { readItems, withReadiness } from '../../../database/items/readiness.ts';

/** A part of a backlog in its order, and how much there is in all: of each state counted up to `COUNTED_AT_MOST`. */
export interface BacklogPart {
  readonly items: readonly ItemRow[];
  readonly total: number;
  readonly ready: number;
  /** Something stands below the part. */
  readonly more: boolean;
}

/** Counting goes over every item: beyond this it says "more than". */
export const COUNTED_AT_MOST = 1_000;

/**
 * Items of a backlog from a position on. First which they are, then what they are: the second statement knows nothing of positions,
 * so it is planned once and not at every call.
 *
 * @param after how many stand before the part
 */
export async function readBacklog(tenant: Tenant, streamId: string, after: number, limit: number): Promise<BacklogPart> {
  const org = tenant.organizationId;
  const counted = COUNTED_AT_MOST + 1;
  const [row] = await tenant.sql.$queryRaw<{ ids: string[]; refining: number; ready: number }[]>`
    SELECT ARRAY(SELECT i.id FROM item i WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${streamId}::uuid AND i.rank IS NOT NULL
        ORDER BY i.rank OFFSET ${after} LIMIT ${limit + 1})::text[] AS ids,
      (SELECT count(*)::int FROM (SELECT 1 FROM item i WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${streamId}::uuid
        AND i.state = 'refining' LIMIT ${counted}) AS r) AS refining,
      (SELECT count(*)::int FROM (SELECT 1 FROM item i WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${streamId}::uuid
        AND i.state = 'ready' LIMIT ${counted}) AS r) AS ready`;
  const { ids, refining, ready } = row ?? { ids: [], refining: 0, ready: 0 };
  return { items: await readItems(tenant, ids.slice(0, limit)), total: refining + ready, ready, more: ids.length > limit };
}

/** What is not ready, and how much of it there is in all, up to `COUNTED` per stream; `more`: some stream has more than that. */
export interface RefiningPart {
  readonly items: readonly ItemRow[];
  readonly total: number;
  readonly more: boolean;
}

/** Nobody refines beyond this; a longer tail is not even counted. */
const COUNTED = 200;

/** The top items of streams that are not ready yet, stream by stream, with what their readiness depends on. */
export async function readRefining(tenant: Tenant, streamIds: readonly string[], after: number, limit: number): Promise<RefiningPart> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson | null; total: number; most: number }[]>`
    WITH here AS MATERIALIZED (
      SELECT r.id, r.rank, s.position FROM unnest(${[...streamIds]}::uuid[]) WITH ORDINALITY AS s(id, position) CROSS JOIN LATERAL (
        SELECT i.id, i.rank FROM item i
        WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = s.id AND i.state = 'refining'
        ORDER BY i.rank LIMIT ${COUNTED}) AS r
    ), part AS (SELECT id, rank, position FROM here ORDER BY position, rank OFFSET ${after} LIMIT ${limit})
    SELECT item_json(${tenant.organizationId}::uuid, p.id) AS item, t.total, t.most FROM (
      SELECT coalesce(sum(n), 0)::int AS total, coalesce(max(n), 0)::int AS most FROM (SELECT count(*) AS n FROM here
        GROUP BY position) AS s) AS t
    LEFT JOIN part p ON true
    ORDER BY p.position, p.rank`;
  const items = rows.flatMap((row) => (row.item ? [fromJson(row.item)] : []));
  return { items: await withReadiness(tenant, items), total: rows[0]?.total ?? 0, more: rows[0]?.most === COUNTED };
}

/** Did this person add the same title to this stream within the last minute? A repeat by hand, probably. */
export async function wasJustAdded(tenant: Tenant, streamId: string, memberId: string, title: string, now: Date): Promise<string | null> {
  const since = new Date(now.getTime() - 60_000);
  const [row] = await tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT i.key FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid
      AND i.created_by = ${memberId}::uuid AND i.title = ${title} AND i.created_at >= ${since} AND i.state = 'refining'
        ORDER BY i.rank DESC LIMIT 1`;
  return row?.key ?? null;
}
