import { type Fragment, fragment } from '../../../database/connection/fragment.ts';
import type { Tenant } from '../../../database/connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../../../database/epics/epic-parts.ts';
import { ITEM_NAME } from '../../../database/items/item-parts.ts';
import type { Query } from '../../kit/finding/read-query.ts';

/** What a lookup shows of a thing. */
export interface FoundThing {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly state: string;
}

/** Matches that are put in order; more would make a common word slow. */
const LOOKED_AT = 200;
/** Newest rows that are looked at for one or two letters, which no index finds. */
const NEWEST = 1_000;

/** Which items may be found; without it, all. */
export interface Only {
  readonly states: readonly string[];
  /** null: of every stream. */
  readonly streamIds: readonly string[] | null;
}

const ALL: Only = { states: ['refining', 'ready', 'delivery', 'done', 'parked'], streamIds: null };

/** Items by key or words: keys first, then what is still open, then the newest. */
export async function findItems(tenant: Tenant, query: Query, limit: number, only: Only = ALL): Promise<FoundThing[]> {
  const { keys, words, longest, short } = query;
  const org = tenant.organizationId;
  const wanted = isOf(only);
  return tenant.sql.$queryRaw<FoundThing[]>`
    WITH named AS (
      SELECT ${ITEM_NAME}, true AS by_key FROM item i
      WHERE i.organization_id = ${org}::uuid AND i.key = ANY(${[...keys]}::text[])
        AND ${wanted}
      LIMIT ${LOOKED_AT}
    ), newest AS (
      SELECT ${ITEM_NAME} FROM item i
      WHERE ${short} AND i.organization_id = ${org}::uuid
        AND ${wanted}
      ORDER BY i.id DESC LIMIT ${NEWEST}
    ), worded AS (
      SELECT ${ITEM_NAME}, false AS by_key FROM item i
      WHERE NOT ${short} AND i.organization_id = ${org}::uuid AND lower(i.title) LIKE ${longest}::text
        AND lower(i.title) LIKE ALL(${[...words]}::text[])
        AND ${wanted}
      LIMIT ${LOOKED_AT}
    ), few AS (
      SELECT n.id, n.key, n.title, n.state, false AS by_key FROM newest n WHERE lower(n.title) LIKE ALL(${[...words]}::text[])
    ), found AS (SELECT * FROM named UNION ALL SELECT * FROM worded UNION ALL SELECT * FROM few)
    SELECT id, key, title, state FROM found GROUP BY id, key, title, state
    ORDER BY bool_or(by_key) DESC, CASE WHEN bool_or(by_key) THEN length(key) END, state IN ('done', 'parked'), id DESC LIMIT ${limit}`;
}

// Item `i` is one that may be found.
function isOf(only: Only): Fragment {
  const streams = only.streamIds && [...only.streamIds];
  return fragment`i.state = ANY(${[...only.states]}::text[]) AND (${streams}::uuid[] IS NULL OR i.stream_id = ANY(${streams}::uuid[]))`;
}

/** Where nothing was typed: the top of the streams that the person has to do with, else the newest items. */
export async function likelyItems(tenant: Tenant, streamIds: readonly string[], limit: number): Promise<FoundThing[]> {
  const org = tenant.organizationId;
  if (streamIds.length === 0) {
    return tenant.sql.$queryRaw<FoundThing[]>`
      SELECT ${ITEM_NAME} FROM item i WHERE i.organization_id = ${org}::uuid ORDER BY i.id DESC LIMIT ${limit}`;
  }
  return tenant.sql.$queryRaw<FoundThing[]>`
    SELECT ${ITEM_NAME} FROM unnest(${[...streamIds]}::uuid[]) WITH ORDINALITY AS s(id, nth)
    CROSS JOIN LATERAL (SELECT i.id, i.key, i.title, i.state, i.rank FROM item i
      WHERE i.organization_id = ${org}::uuid AND i.stream_id = s.id AND i.rank IS NOT NULL ORDER BY i.rank LIMIT ${limit}) AS i
    ORDER BY s.nth, i.rank LIMIT ${limit}`;
}

/** What teams have in progress, the oldest first. */
export async function inProgress(tenant: Tenant, teamIds: readonly string[], limit: number): Promise<FoundThing[]> {
  if (teamIds.length === 0) return [];
  return tenant.sql.$queryRaw<FoundThing[]>`
    SELECT ${ITEM_NAME} FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.team_id = ANY(${[...teamIds]}::uuid[]) AND i.state = 'delivery'
    ORDER BY i.started_at, i.key LIMIT ${limit}`;
}

/** Parked ideas by key or words; without words the newest. */
export async function findIdeas(tenant: Tenant, { keys, words }: Query, limit: number): Promise<FoundThing[]> {
  const known = [...keys];
  return tenant.sql.$queryRaw<FoundThing[]>`
    SELECT p.id, p.key, p.title, p.state FROM parked_idea p
    WHERE p.organization_id = ${tenant.organizationId}::uuid AND p.state = 'parked'
      AND (p.key = ANY(${known}::text[]) OR lower(p.title) LIKE ALL(${[...words]}::text[]))
    ORDER BY p.key = ANY(${known}::text[]) DESC, p.created_at DESC, p.id DESC LIMIT ${limit}`;
}

/** Epics by key or words, the furthest first; without words those that are open. */
export async function findEpics(tenant: Tenant, { keys, words, longest }: Query, limit: number): Promise<FoundThing[]> {
  const org = tenant.organizationId;
  return tenant.sql.$queryRaw<FoundThing[]>`
    SELECT e.id, e.key, e.title, e.state FROM epic e
    WHERE e.organization_id = ${org}::uuid AND (e.key = ANY(${[...keys]}::text[])
      OR (${longest === null} AND e.state IN ${OPEN_EPIC_STATES})
      OR (lower(e.title) LIKE ${longest}::text AND lower(e.title) LIKE ALL(${[...words]}::text[])))
    ORDER BY e.key = ANY(${[...keys]}::text[]) DESC, array_position(ARRAY['investing', 'ready', 'exploring', 'funnel'], e.state) NULLS LAST,
      length(e.key), e.key LIMIT ${limit}`;
}

/** People by name. */
export async function findPeople(
  tenant: Tenant,
  { words }: Query,
  limit: number,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return tenant.sql.$queryRaw<{ id: string; name: string }[]>`
    SELECT m.id, m.name FROM member m
    WHERE m.organization_id = ${tenant.organizationId}::uuid AND m.merged_into IS NULL AND lower(m.name) LIKE ALL(${[...words]}::text[])
    ORDER BY lower(m.name), m.id LIMIT ${limit}`;
}

/** Streams by key or name. */
export async function findStreams(
  tenant: Tenant,
  { words }: Query,
  limit: number,
): Promise<{ readonly id: string; readonly key: string; readonly name: string }[]> {
  return tenant.sql.$queryRaw<{ id: string; key: string; name: string }[]>`
    SELECT v.id, v.key, v.name FROM value_stream v
    WHERE v.organization_id = ${tenant.organizationId}::uuid AND lower(v.key || ' ' || v.name) LIKE ALL(${[...words]}::text[])
    ORDER BY v.key LIMIT ${limit}`;
}
