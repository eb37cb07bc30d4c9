import type { Tenant } from '../../../database/connection/tenant.ts';
import { CAN_BE_TAKEN, IN_PROGRESS, NEEDS } from '../../../database/items/item-parts.ts';
import { fromJson, type ItemEpic, type ItemJson, type ItemRow, instant } from '../../../database/items/items.ts';
import { withReadiness } from '../../../database/items/readiness.ts';
import type { KeptServiceLevel } from '../../../database/items/service-level.ts';
import type { LeftBehind } from '../../../model/flow/out-of-order.ts';
import { type TeamWip, type Wip, wouldTakeReserve } from '../../../model/flow/wip.ts';
import type { Stage } from '../../../model/item/item.ts';
import type { InProgress } from '../../kit/words/item-words.ts';
import { CANDIDATE, HELD, IS_NEWCOMER, OLDEST, STREAM } from './next-parts.ts';

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
 * Everything `/flow next` and a pull decide from, in one statement. Each part (next-parts.ts) is a range of an index led by the
 * organization: what it costs does not grow with the backlog.
 */
export async function readNext(tenant: Tenant, teamId: string, now: Date): Promise<NextRead | null> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Row[]>`
    SELECT t.wip_limit,
      ${IS_NEWCOMER} AS newcomer,
      json_build_object('inProgress', h.all, 'unplanned', h.unplanned) AS held,
      CASE WHEN h.all >= t.wip_limit THEN ${OLDEST} END AS oldest,
      (SELECT json_build_object('extra', x.extra, 'until', x.until_at)
       FROM wip_exception x
       WHERE x.organization_id = t.organization_id AND x.team_id = t.id AND x.until_at > ${now}
       ORDER BY x.until_at DESC LIMIT 1) AS exception,
      (SELECT coalesce(json_agg(${STREAM} ORDER BY ts.position), '[]')
       FROM team_stream ts
       JOIN value_stream v ON v.organization_id = ts.organization_id AND v.id = ts.stream_id
       LEFT JOIN LATERAL (${CANDIDATE}) AS c ON true
       WHERE ts.organization_id = t.organization_id AND ts.team_id = t.id) AS streams
    FROM team t CROSS JOIN LATERAL (${HELD}) AS h
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
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.team_id = ${teamId}::uuid AND ${IN_PROGRESS}
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
      WHERE i.organization_id = ts.organization_id AND i.stream_id = ts.stream_id AND i.state = 'refining'
      ORDER BY i.rank LIMIT 100) AS r
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
    SELECT
      (SELECT coalesce(jsonb_agg(w.key), '[]') FROM (
         SELECT n.key FROM ${NEEDS}
         WHERE d.organization_id = ${org}::uuid AND d.item_id = ${item.id}::uuid AND n.state <> 'done'
         ORDER BY d.created_at, n.key LIMIT 3) AS w) AS waits_for,
      (SELECT count(*)::int FROM item i
       WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${item.streamId}::uuid AND i.expedite AND ${CAN_BE_TAKEN}
         AND (i.rank < ${item.rank} OR NOT ${item.expedite}) AND i.id <> ${item.id}::uuid) AS expedited,
      (SELECT count(*)::int FROM (
         SELECT 1 FROM item i
         WHERE NOT ${item.expedite} AND i.organization_id = ${org}::uuid AND i.stream_id = ${item.streamId}::uuid
           AND NOT i.expedite AND i.rank < ${item.rank} AND ${CAN_BE_TAKEN}
         LIMIT 100) AS better) AS above`;
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
