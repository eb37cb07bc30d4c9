import type { Tenant } from '../../../database/connection/tenant.ts';
import { fromJson, type ItemEpic, type ItemJson, type ItemRow, instant } from '../../../database/items/items.ts';
import { withReadiness } from '../../../database/items/readiness.ts';
import type { KeptServiceLevel } from '../../../database/items/service-level.ts';
import type { LeftBehind } from '../../../model/flow/out-of-order.ts';
import { type TeamWip, type Wip, wouldTakeReserve } from '../../../model/flow/wip.ts';
import type { Stage } from '../../../model/item/item.ts';
import type { InProgress } from '../../kit/words/item-words.ts';

/** What stands above an item is counted so far, as the statements say: a pull must not cost more the longer the backlog is. */
export const COUNTED_ABOVE = 100;

/** A better-ranked item that cannot be taken, and why. */
export interface PassedOver {
  readonly key: string;
  readonly state: string;
  readonly blocked: boolean;
  readonly reason: string | null;
  /** Keys of unfinished items that it waits for; the first three. */
  readonly waitsFor: readonly string[];
}

/** A stream that the team pulls from, with its room and the first item the team could take. */
export interface StreamChoice {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly wip: Wip;
  readonly stages: readonly Stage[];
  /** How many of the top items may be pulled in any order without a reason. */
  readonly freeTop: number;
  /** A part of the team's limit is kept for the unplanned here. */
  readonly slack: boolean;
  /** And the places that are left to this team are that part, which the owner wants kept. */
  readonly reserveKept: boolean;
  /** What goes first here: the best-ranked expedited item that is ready, not blocked and waits for nothing; else the best-ranked such item. */
  readonly candidate: ItemRow | null;
  /** The candidate is expedited, with the reason. */
  readonly expedited: boolean;
  readonly expediteReason: string | null;
  /** Why the owner put the candidate where it stands, where the scores said otherwise. */
  readonly orderReason: string | null;
  /** Place of the candidate in the stream's order, from 1; counted up to 100. */
  readonly position: number;
  /** What stands above the candidate, with why it cannot be taken; the first three. Without a candidate: ready items that cannot be taken. */
  readonly passedOver: readonly PassedOver[];
  /** How long its items take, as it was kept last. */
  readonly level: KeptServiceLevel | null;
}

/** An item in progress as a full team is told of it. */
export type Oldest = InProgress & Pick<ItemRow, 'key' | 'title'>;

export interface NextRead {
  /** The team never pulled anything: what comes is its first. */
  readonly newcomer: boolean;
  readonly team: TeamWip;
  /** Where the limit is reached: what counts in what the team has in progress, oldest first, the first three. */
  readonly oldest: readonly Oldest[] | null;
  readonly streams: readonly StreamChoice[];
}

interface Row {
  readonly wip_limit: number;
  readonly newcomer: boolean;
  readonly oldest: Pick<ItemJson, keyof Oldest>[] | null;
  readonly held: { readonly inProgress: number; readonly unplanned: number };
  readonly exception: { readonly extra: number; readonly until: string } | null;
  readonly streams: (Omit<StreamChoice, 'candidate' | 'wip' | 'position' | 'reserveKept' | 'expedited'> & {
    readonly wipLimit: number | null;
    readonly inProgress: number | null;
    readonly slackEnforced: boolean;
    readonly candidate: ItemJson | null;
    readonly epic: ItemEpic | null;
    readonly above: number;
  })[];
}

/**
 * Everything `/flow next` and a pull decide from, in one statement. Each part is a range of an index led by the
 * organization: what it costs does not grow with the backlog. What an item waits for is counted item by item, from the top:
 * a join over all ready items would grow. "newcomer" and "above" ask in the index's order: without it both are read as a scan.
 */
export async function readNext(tenant: Tenant, teamId: string, now: Date): Promise<NextRead | null> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Row[]>`
    SELECT t.wip_limit, (SELECT i.state FROM item i WHERE i.organization_id = t.organization_id AND i.team_id = t.id ORDER BY i.state LIMIT 1) IS NULL AS newcomer,
      json_build_object('inProgress', h.all, 'unplanned', h.unplanned) AS held,
      CASE WHEN h.all >= t.wip_limit THEN (SELECT json_agg(json_build_object('key', o.key, 'title', o.title, 'expedite', o.expedite,
          'unplanned', o.unplanned, 'startedAt', o.started_at, 'splitAt', o.split_at, 'blocked', o.blocked, 'blockedSince', b.from_at,
          'blockReason', b.reason, 'stageName', s.name) ORDER BY o.started_at, o.key)
        FROM (SELECT * FROM item i WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND i.state = 'delivery' AND i.split_at IS NULL
          ORDER BY i.started_at, i.key LIMIT 3) AS o
        LEFT JOIN stage s ON s.organization_id = o.organization_id AND s.stream_id = o.stream_id AND s.id = o.stage_id
        LEFT JOIN blocked_interval b ON b.organization_id = o.organization_id AND b.item_id = o.id AND b.to_at IS NULL) END AS oldest,
      (SELECT json_build_object('extra', x.extra, 'until', x.until_at) FROM wip_exception x
        WHERE x.organization_id = t.organization_id AND x.team_id = t.id AND x.until_at > ${now} ORDER BY x.until_at DESC LIMIT 1) AS exception,
      (SELECT coalesce(json_agg(json_build_object(
          'id', v.id, 'key', v.key, 'name', v.name, 'wipLimit', v.wip_limit, 'freeTop', v.free_top, 'slack', v.slack, 'slackEnforced', v.slack_enforced,
          'inProgress', CASE WHEN v.wip_limit IS NULL THEN NULL ELSE
            (SELECT count(*) FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state = 'delivery' AND i.split_at IS NULL) END,
          'stages', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind) ORDER BY s.position), '[]')
            FROM stage s WHERE s.organization_id = v.organization_id AND s.stream_id = v.id),
          'candidate', (SELECT j FROM item_row(v.organization_id, c.id) AS j),
          'epic', (SELECT json_build_object('id', e.id, 'key', e.key, 'title', e.title, 'state', e.state, 'outcome', e.outcome,
            'outcomeGap', e.outcome_gap, 'measure', e.measure, 'askAgainOn', e.ask_again_on) FROM epic e WHERE e.organization_id = v.organization_id AND e.id = c.epic_id),
          'expediteReason', CASE WHEN c.expedite THEN (SELECT d.reason FROM decision d WHERE d.organization_id = v.organization_id
            AND d.subject_type = 'item' AND d.subject_id = c.id AND d.act = 'expedite' ORDER BY d.at DESC LIMIT 1) END,
          'orderReason', CASE WHEN v.scored AND NOT c.expedite THEN (SELECT r.data->>'reason' FROM event r WHERE r.organization_id = v.organization_id
            AND r.subject_type = 'item' AND r.subject_id = c.id AND r.kind = 'ranked' AND NOT EXISTS (SELECT 1 FROM event u
              WHERE u.organization_id = r.organization_id AND u.subject_type = 'item' AND u.subject_id = r.subject_id
              AND u.subject_version > r.subject_version AND u.kind = 'undone' AND u.data->>'of' = r.subject_version::text)
            ORDER BY r.subject_version DESC LIMIT 1) END,
          'above', (SELECT count(*) FROM (SELECT 1 FROM item a WHERE a.organization_id = v.organization_id AND a.stream_id = v.id
            AND a.rank < c.rank ORDER BY a.rank LIMIT 100) AS better),
          'passedOver', (SELECT coalesce(json_agg(json_build_object('key', p.key, 'state', p.state, 'blocked', p.blocked, 'reason', b.reason, 'waitsFor',
              (SELECT coalesce(json_agg(w.key), '[]') FROM (SELECT n.key FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
                WHERE d.organization_id = p.organization_id AND d.item_id = p.id AND n.state <> 'done' ORDER BY d.created_at, n.key LIMIT 3) AS w)) ORDER BY p.rank), '[]')
            FROM (
              (SELECT * FROM item a WHERE NOT c.expedite AND a.organization_id = v.organization_id AND a.stream_id = v.id AND a.rank < c.rank ORDER BY a.rank LIMIT 3)
              UNION ALL
              (SELECT * FROM item a WHERE c.id IS NULL AND a.organization_id = v.organization_id AND a.stream_id = v.id AND a.state = 'ready' ORDER BY a.rank LIMIT 3)
            ) AS p
            LEFT JOIN blocked_interval b ON b.organization_id = p.organization_id AND b.item_id = p.id AND b.to_at IS NULL),
          'level', (SELECT json_build_object('day', l.day, 'p50', l.p50, 'p85', l.p85, 'sample', l.sample,
            'withoutStart', l.without_start, 'backwards', l.backwards) FROM service_level l
            WHERE l.organization_id = v.organization_id AND l.stream_id = v.id)
        ) ORDER BY ts.position), '[]')
       FROM team_stream ts
       JOIN value_stream v ON v.organization_id = ts.organization_id AND v.id = ts.stream_id
       LEFT JOIN LATERAL (SELECT * FROM (
         (SELECT i.id, i.rank, i.epic_id, i.expedite, 1 AS turn FROM item i
          WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.expedite AND i.state = 'ready' AND NOT i.blocked
            AND (SELECT count(*) FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
              WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done') = 0
          ORDER BY i.rank LIMIT 1)
         UNION ALL
         (SELECT i.id, i.rank, i.epic_id, i.expedite, 2 FROM item i
          WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state = 'ready' AND NOT i.blocked
            AND (SELECT count(*) FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
              WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done') = 0
          ORDER BY i.rank LIMIT 1)) AS first ORDER BY turn LIMIT 1) AS c ON true
       WHERE ts.organization_id = t.organization_id AND ts.team_id = t.id) AS streams
    FROM team t CROSS JOIN LATERAL (SELECT count(*) AS all, count(*) FILTER (WHERE i.unplanned) AS unplanned FROM item i
      WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND i.state = 'delivery' AND i.split_at IS NULL) AS h
    WHERE t.organization_id = ${org}::uuid AND t.id = ${teamId}::uuid`;
  if (!row) return null;
  const { exception } = row;
  const team: TeamWip = {
    ...row.held,
    limit: row.wip_limit,
    extra: exception?.extra ?? 0,
    until: exception === null ? null : new Date(exception.until),
  };
  return {
    newcomer: row.newcomer,
    team,
    oldest: row.oldest?.map(toOldest) ?? null,
    streams: row.streams.map(({ wipLimit, inProgress, candidate, epic, above, slackEnforced, ...stream }) => ({
      ...stream,
      wip: { inProgress: inProgress ?? 0, limit: wipLimit },
      reserveKept: slackEnforced && wouldTakeReserve(team, stream.slack),
      candidate: candidate && fromJson({ ...candidate, epic }),
      expedited: candidate?.expedite ?? false,
      position: above + 1,
    })),
  };
}

function toOldest(json: Pick<ItemJson, keyof Oldest>): Oldest {
  return { ...json, startedAt: instant(json.startedAt), splitAt: instant(json.splitAt), blockedSince: instant(json.blockedSince) };
}

/** The oldest items that count in what a team has in progress, first started first: of what was split its parts do. */
export async function readOldest(tenant: Tenant, teamId: string, limit: number): Promise<ItemRow[]> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(i.organization_id, i.id) AS item FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.team_id = ${teamId}::uuid AND i.state = 'delivery'
      AND i.split_at IS NULL
    ORDER BY i.started_at, i.key LIMIT ${limit}`;
  return rows.map((row) => fromJson(row.item));
}

/** The top items of a team's streams that are not ready yet, in the team's order, and how many there are (counted up to 100). */
export async function readNearest(
  tenant: Tenant,
  teamId: string,
  limit: number,
): Promise<{ readonly items: readonly ItemRow[]; readonly total: number }> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson; total: number }[]>`
    SELECT item_json(r.organization_id, r.id) AS item, (count(*) OVER ())::int AS total
    FROM team_stream ts CROSS JOIN LATERAL (
      SELECT i.organization_id, i.id, i.rank, ts.position FROM item i
      WHERE i.organization_id = ts.organization_id AND i.stream_id = ts.stream_id AND i.state = 'refining' ORDER BY i.rank LIMIT 100) AS r
    WHERE ts.organization_id = ${tenant.organizationId}::uuid AND ts.team_id = ${teamId}::uuid
    ORDER BY r.position, r.rank LIMIT ${limit}`;
  return {
    items: await withReadiness(
      tenant,
      rows.map((row) => fromJson(row.item)),
    ),
    total: rows[0]?.total ?? 0,
  };
}

/** What stands in the way of taking one item by its name. */
export interface InTheWay {
  /** Keys of unfinished items that it waits for; the first three. */
  readonly waitsFor: readonly string[];
  /** What could be taken instead, in its stream; counted up to 100. */
  readonly left: LeftBehind;
}

/** What a named pull has to know beside the team's room. */
export async function readInTheWay(tenant: Tenant, item: ItemRow): Promise<InTheWay> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<{ waits_for: string[]; expedited: number; above: number }[]>`
    SELECT (SELECT coalesce(jsonb_agg(w.key), '[]') FROM (SELECT n.key FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
        WHERE d.organization_id = ${org}::uuid AND d.item_id = ${item.id}::uuid AND n.state <> 'done' ORDER BY d.created_at, n.key LIMIT 3) AS w) AS waits_for,
      (SELECT count(*)::int FROM item i WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${item.streamId}::uuid AND i.expedite AND i.state = 'ready' AND NOT i.blocked
        AND (i.rank < ${item.rank} OR NOT ${item.expedite}) AND i.id <> ${item.id}::uuid
        AND (SELECT count(*) FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
          WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done') = 0) AS expedited,
      (SELECT count(*)::int FROM (SELECT 1 FROM item i WHERE NOT ${item.expedite} AND i.organization_id = ${org}::uuid AND i.stream_id = ${item.streamId}::uuid
        AND i.state = 'ready' AND NOT i.blocked AND NOT i.expedite AND i.rank < ${item.rank}
        AND (SELECT count(*) FROM dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
          WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done') = 0 LIMIT 100) AS better) AS above`;
  return { waitsFor: row?.waits_for ?? [], left: { expedited: row?.expedited ?? 0, above: row?.above ?? 0 } };
}

/** A board lists so many; its sums are counted (count-board.ts). */
const BOARD_AT_MOST = 100;

/** The board of a team (its streams' stages) or a stream: what is in progress, oldest first, and what was split behind it; the first of them. */
export async function readBoard(
  tenant: Tenant,
  of: { readonly teamId: string } | { readonly streamId: string },
  limit = BOARD_AT_MOST,
): Promise<ItemRow[]> {
  const [teamId, streamId] = 'teamId' in of ? [of.teamId, null] : [null, of.streamId];
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(i.organization_id, i.id) AS item FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.state = 'delivery'
      AND (i.team_id = ${teamId}::uuid OR i.stream_id = ${streamId}::uuid)
    ORDER BY i.split_at IS NOT NULL, i.started_at, i.key LIMIT ${limit}`;
  return rows.map((row) => fromJson(row.item));
}

/**
 * What cannot go on, longest first: a team's items in progress and what waits in its streams; without a team everything in the streams.
 */
export async function readBlocked(
  tenant: Tenant,
  of: { readonly streamIds: readonly string[]; readonly teamId: string | null },
  limit: number,
): Promise<{ readonly items: readonly ItemRow[]; readonly total: number }> {
  const { teamId } = of;
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson; total: number }[]>`
    SELECT item_json(i.organization_id, i.id) AS item, (count(*) OVER ())::int AS total
    FROM blocked_interval b JOIN item i ON i.organization_id = b.organization_id AND i.id = b.item_id
    WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.to_at IS NULL AND i.state IN ('refining', 'ready', 'delivery')
      AND (i.team_id = ${teamId}::uuid
        OR (i.stream_id = ANY(${[...of.streamIds]}::uuid[]) AND (${teamId}::uuid IS NULL OR i.state <> 'delivery')))
    ORDER BY b.from_at, i.key LIMIT ${limit}`;
  return { items: rows.map((row) => fromJson(row.item)), total: rows[0]?.total ?? 0 };
}

/** Remembers the team that a person speaks for where the place does not tell. */
export async function rememberTeam(tenant: Tenant, memberId: string, teamId: string): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE member SET chosen_team_id = ${teamId}::uuid WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${memberId}::uuid`;
}

/** Items that wait in the same stream and serve the same epic as one, from the top; none where it serves none. */
export async function relatedTo(tenant: Tenant, item: ItemRow): Promise<{ readonly key: string }[]> {
  if (!item.epic) return [];
  return tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT i.key FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.epic_id = ${item.epic.id}::uuid
      AND i.stream_id = ${item.streamId}::uuid AND i.rank IS NOT NULL ORDER BY i.rank LIMIT 3`;
}
