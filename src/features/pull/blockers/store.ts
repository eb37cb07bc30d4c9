import type { Tenant } from '../../../database/connection/tenant.ts';
import { BLOCKED_ITEMS } from '../../../database/items/item-parts.ts';

/** Something that holds items up: a blocker, or the block of one item from before there were any. */
export interface OpenBlocker {
  /** Null for a block that has none. */
  readonly id: string | null;
  readonly reason: string;
  readonly since: Date;
  /** Keys of what it holds, longest held first. */
  readonly keys: readonly string[];
  readonly streams: number;
}

/** Open blockers that are looked at for likeness: an organization with more has another question than which is the oldest. */
const LOOKED_AT = 500;
/** Reasons share words less often than titles do, and a shorter one lies in many. */
const ALIKE = 0.6;
const SHORTEST = 4;

/** What holds items up, what holds two or more first, then the oldest; and how many there are. */
export async function readOpenBlockers(
  tenant: Tenant,
  after: number,
  limit: number,
): Promise<{ readonly blockers: readonly OpenBlocker[]; readonly total: number }> {
  const org = tenant.organizationId;
  const rows = await tenant.sql.$queryRaw<(OpenBlocker & { total: number })[]>`
    WITH held AS (
      SELECT b.blocker_id, b.id AS interval_id, b.reason, b.from_at, i.key, i.stream_id FROM blocked_interval b
      JOIN item i ON i.organization_id = b.organization_id AND i.id = b.item_id
      WHERE b.organization_id = ${org}::uuid AND b.to_at IS NULL
    ), things AS (
      SELECT h.blocker_id AS id, coalesce(min(k.reason), min(h.reason)) AS reason, coalesce(min(k.opened_at), min(h.from_at)) AS since,
        jsonb_agg(h.key ORDER BY h.from_at, h.key) AS keys, count(DISTINCT h.stream_id)::int AS streams
      FROM held h LEFT JOIN blocker k ON k.organization_id = ${org}::uuid AND k.id = h.blocker_id
      GROUP BY h.blocker_id, CASE WHEN h.blocker_id IS NULL THEN h.interval_id END
    )
    SELECT *, (count(*) OVER ())::int AS total FROM things
    ORDER BY jsonb_array_length(keys) >= 2 DESC, since, id OFFSET ${after} LIMIT ${limit}`;
  return { blockers: rows, total: rows[0]?.total ?? 0 };
}

/** Open blockers whose reason holds all the words, or the oldest ones; those that hold the most first. */
export async function findOpenBlockers(
  tenant: Tenant,
  words: readonly string[],
  limit: number,
): Promise<{ readonly id: string; readonly reason: string; readonly items: number }[]> {
  return tenant.sql.$queryRaw<{ id: string; reason: string; items: number }[]>`
    SELECT k.id, k.reason,
      (SELECT count(*)::int FROM blocked_interval b
       WHERE b.organization_id = k.organization_id AND b.blocker_id = k.id AND b.to_at IS NULL) AS items
    FROM (
      SELECT * FROM blocker b
      WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.resolved_at IS NULL LIMIT ${LOOKED_AT}) AS k
    WHERE lower(k.reason) LIKE ALL(${[...words]}::text[]) ORDER BY items DESC, k.opened_at, k.id LIMIT ${limit}`;
}

/** Is something like this reason holding items up already? The same words are `same`; otherwise it is for the person to say. */
export async function likeBlocker(
  tenant: Tenant,
  reason: string,
): Promise<{ readonly id: string; readonly reason: string; readonly same: boolean; readonly keys: readonly string[] } | null> {
  const wanted = reason.toLowerCase();
  const [row] = await tenant.sql.$queryRaw<{ id: string; reason: string; same: boolean; keys: string[] }[]>`
    SELECT k.id, k.reason, lower(k.reason) = ${wanted} AS same,
      (SELECT coalesce(jsonb_agg(i.key ORDER BY b.from_at), '[]') FROM ${BLOCKED_ITEMS}
       WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.blocker_id = k.id AND b.to_at IS NULL) AS keys
    FROM (
      SELECT * FROM blocker b
      WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.resolved_at IS NULL LIMIT ${LOOKED_AT}) AS k
    WHERE lower(k.reason) = ${wanted} OR (${[...wanted].length >= SHORTEST} AND similarity(lower(k.reason), ${wanted}) >= ${ALIKE}::real)
    ORDER BY same DESC, similarity(lower(k.reason), ${wanted}) DESC, k.opened_at LIMIT 1`;
  return row ?? null;
}
