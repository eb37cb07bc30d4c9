import type { Tenant } from '../../../database/connection/tenant.ts';
import { NEEDS, OPEN_ITEM_STATES } from '../../../database/items/item-parts.ts';
import type { ItemState } from '../../../model/item/item.ts';

/** One end of a dependency. */
export interface End {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly state: ItemState;
}

/** An item that waits, and what for. */
export interface Need {
  readonly item: End;
  readonly needs: End & { readonly streamName: string };
  readonly reason: string | null;
}

/** How many unfinished items wait for another unfinished one. */
export interface Share {
  readonly waiting: number;
  readonly unfinished: number;
}

const CARD_AT_MOST = 20;

/** What an item waits for, and what waits for it, whatever became of either. */
export async function readNeedsOf(
  tenant: Tenant,
  itemId: string,
): Promise<{ readonly needs: readonly Need[]; readonly neededBy: readonly Need[] }> {
  const org = tenant.organizationId;
  const rows = await tenant.sql.$queryRaw<(Need & { own: boolean })[]>`
    SELECT d.item_id = ${itemId}::uuid AS own, d.reason,
      jsonb_build_object('id', i.id, 'key', i.key, 'title', i.title, 'state', i.state) AS item,
      jsonb_build_object('id', n.id, 'key', n.key, 'title', n.title, 'state', n.state, 'streamName', v.name) AS needs
    FROM (
      (SELECT * FROM dependency d
       WHERE d.organization_id = ${org}::uuid AND d.item_id = ${itemId}::uuid
       ORDER BY d.created_at LIMIT ${CARD_AT_MOST})
      UNION ALL
      (SELECT * FROM dependency d
       WHERE d.organization_id = ${org}::uuid AND d.needs_id = ${itemId}::uuid
       ORDER BY d.created_at LIMIT ${CARD_AT_MOST})
    ) AS d
    JOIN item i ON i.organization_id = ${org}::uuid AND i.id = d.item_id
    JOIN item n ON n.organization_id = ${org}::uuid AND n.id = d.needs_id
    JOIN value_stream v ON v.organization_id = ${org}::uuid AND v.id = n.stream_id
    ORDER BY d.created_at, i.key, n.key`;
  return { needs: rows.filter((row) => row.own), neededBy: rows.filter((row) => !row.own) };
}

/** Open dependencies: neither end is finished or parked. Those of items in progress first, then by rank. */
export async function readOpenNeeds(
  tenant: Tenant,
  streamId: string | null,
  after: number,
  limit: number,
): Promise<{ readonly needs: readonly Need[]; readonly total: number }> {
  const org = tenant.organizationId;
  const rows = await tenant.sql.$queryRaw<(Need & { total: number })[]>`
    SELECT d.reason, (count(*) OVER ())::int AS total,
      jsonb_build_object('id', i.id, 'key', i.key, 'title', i.title, 'state', i.state) AS item,
      jsonb_build_object('id', n.id, 'key', n.key, 'title', n.title, 'state', n.state, 'streamName', w.name) AS needs
    FROM dependency d
    JOIN item i ON i.organization_id = d.organization_id AND i.id = d.item_id AND i.state IN ${OPEN_ITEM_STATES}
    JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id AND n.state IN ${OPEN_ITEM_STATES}
    JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
    JOIN value_stream w ON w.organization_id = n.organization_id AND w.id = n.stream_id
    WHERE d.organization_id = ${org}::uuid AND (${streamId === null} OR i.stream_id = ${streamId}::uuid)
    ORDER BY i.state = 'delivery' DESC, v.key, i.rank, d.created_at, n.key OFFSET ${after} LIMIT ${limit}`;
  return { needs: rows, total: rows[0]?.total ?? 0 };
}

/** The share of unfinished items that wait for another, now. What was split is none of them: its parts are. */
export async function shareNow(tenant: Tenant, streamId: string | null): Promise<Share> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Share[]>`
    SELECT count(*)::int AS unfinished, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM ${NEEDS} AND n.state IN ${OPEN_ITEM_STATES}
        WHERE d.organization_id = i.organization_id AND d.item_id = i.id))::int AS waiting
    FROM item i JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
    WHERE v.organization_id = ${org}::uuid AND (${streamId === null} OR v.id = ${streamId}::uuid) AND i.state IN ('refining', 'ready',
      'delivery')
      AND i.split_at IS NULL`;
  return row ?? { waiting: 0, unfinished: 0 };
}

/**
 * The same at an instant of the past, from the log: an item was unfinished while it stayed somewhere, and waited from its `needs` until
 * its `needless`. Reads the needs that stand and those given up since.
 */
export async function shareThen(tenant: Tenant, streamId: string | null, at: Date): Promise<Share> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Share[]>`
    WITH stayed AS MATERIALIZED (
      SELECT v.item_id, v.stream_id FROM stage_visit v
      WHERE v.organization_id = ${org}::uuid AND v.entered_at <= ${at} AND (v.left_at IS NULL OR v.left_at > ${at})
    ), pairs AS (
      SELECT d.item_id, d.needs_id FROM dependency d WHERE d.organization_id = ${org}::uuid AND d.created_at <= ${at}
      UNION
      SELECT e.subject_id, (e.data->>'itemId')::uuid FROM event e
      WHERE e.organization_id = ${org}::uuid AND e.at > ${at} AND e.subject_type = 'item' AND e.kind = 'needless' AND EXISTS (
        SELECT 1 FROM event n WHERE n.organization_id = e.organization_id AND n.subject_type = 'item' AND n.subject_id = e.subject_id
          AND n.subject_version < e.subject_version AND n.kind = 'needs' AND n.data->>'itemId' = e.data->>'itemId' AND n.at <= ${at})
    )
    SELECT count(*)::int AS unfinished, count(*) FILTER (WHERE s.item_id IN (
        SELECT p.item_id FROM pairs p JOIN stayed n ON n.item_id = p.needs_id))::int AS waiting
    FROM stayed s JOIN item i ON i.organization_id = ${org}::uuid AND i.id = s.item_id AND (i.split_at IS NULL OR i.split_at > ${at})
    WHERE ${streamId === null} OR s.stream_id = ${streamId}::uuid`;
  return row ?? { waiting: 0, unfinished: 0 };
}
