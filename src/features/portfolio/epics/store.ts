import { fragment } from '../../../database/connection/fragment.ts';
import type { Tenant } from '../../../database/connection/tenant.ts';
import { IN_PROGRESS } from '../../../database/items/item-parts.ts';
import type { EpicFlowState, EpicState } from '../../../model/epic/epic.ts';
import type { OutcomeGap } from '../../../model/epic/outcome-gap.ts';
import type { ItemState } from '../../../model/item/item.ts';
import type { ItemScore } from '../../../model/score/item-score.ts';

// A line of a list of epics `e`, with their owner `m`.
const EPIC_LINE = fragment`
  e.id, e.key, e.title, e.state, e.outcome, e.outcome_gap AS "outcomeGap", e.measure, to_char(e.ask_again_on, 'YYYY-MM-DD') AS "askAgainOn",
  e.owner_id AS "ownerId", m.name AS "ownerName", e.score`;
// What its order comes from: cost of delay, and size.
const WORTH = fragment`
  (e.score->>'value')::int + (e.score->>'time')::int + (e.score->>'risk')::int AS delay, (e.score->>'size')::int AS size`;
// Every size divides 1560, so the comparison is exact.
const BY_WORTH = fragment`
  e.delay * 1560 / e.size DESC NULLS LAST, CASE WHEN e.size IS NOT NULL THEN e.delay END DESC NULLS LAST, e.created_at, e.id`;

/** What a card tells of an epic besides its own row. */
export interface EpicAround {
  readonly items: Readonly<Partial<Record<ItemState, number>>>;
  readonly supporters: number;
  /** The entry of the anti-backlog, while it is parked or stopped. */
  readonly parked: { readonly key: string; readonly reason: string } | null;
  /** Its newest exception from a limit. */
  readonly overUntil: Date | null;
}

/** Items by state, supporters, why it is parked, and until when it may be over a limit. */
export async function readAround(tenant: Tenant, epicId: string): Promise<EpicAround> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<EpicAround[]>`
    SELECT (SELECT coalesce(jsonb_object_agg(c.state, c.n), '{}') FROM (
        SELECT i.state, count(*) AS n FROM item i WHERE i.organization_id = ${org}::uuid AND i.epic_id = ${epicId}::uuid
          AND i.split_at IS NULL
        GROUP BY i.state) AS c) AS items,
      (SELECT count(*)::int FROM support s WHERE s.organization_id = ${org}::uuid AND s.subject_type = 'epic'
        AND s.subject_id = ${epicId}::uuid) AS supporters,
      (SELECT jsonb_build_object('key', p.key, 'reason', p.reason) FROM parked_idea p
       WHERE p.organization_id = ${org}::uuid AND p.epic_id = ${epicId}::uuid AND p.state = 'parked'
       ORDER BY p.created_at DESC, p.id DESC LIMIT 1) AS parked,
      (SELECT max(b.until_at) FROM bet_exception b WHERE b.organization_id = ${org}::uuid AND b.epic_id = ${epicId}::uuid) AS "overUntil"`;
  return row ?? { items: {}, supporters: 0, parked: null, overUntil: null };
}

/** Items of an epic that are in progress, by key. */
export async function readInProgress(tenant: Tenant, epicId: string): Promise<{ readonly key: string; readonly title: string }[]> {
  return tenant.sql.$queryRaw<{ key: string; title: string }[]>`
    SELECT i.key, i.title FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.epic_id = ${epicId}::uuid
      AND ${IN_PROGRESS} ORDER BY i.started_at, i.key`;
}

/** An epic as a line of a list. */
export interface EpicLine {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly measure: string | null;
  readonly askAgainOn: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly score: ItemScore | null;
}

/** The portfolio by state. */
export interface Portfolio {
  /** The first of each state and how many there are; a state without epics is missing. */
  readonly states: readonly { readonly state: EpicFlowState; readonly total: number; readonly epics: readonly EpicLine[] }[];
  /** Open epics and those delivered since `recent`. */
  readonly considered: number;
  /** Of these, without an anticipated outcome; "not known yet" counts. */
  readonly missing: number;
}

/**
 * Best score first, by WSJF and then by cost of delay; those without a whole score come last, oldest first (row B4).
 *
 * @param perState how many epics of each state to list
 */
export async function readPortfolio(tenant: Tenant, perState: number, recent: Date): Promise<Portfolio> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Portfolio[]>`
    WITH rated AS (
      SELECT e.*, ${WORTH} FROM epic e
      WHERE e.organization_id = ${org}::uuid AND e.state IN ('funnel', 'exploring', 'ready', 'investing', 'delivered')
    ), placed AS (
      SELECT e.*, row_number() OVER (PARTITION BY e.state ORDER BY ${BY_WORTH}) AS place,
        count(*) OVER (PARTITION BY e.state) AS total
      FROM rated e WHERE e.organization_id = ${org}::uuid AND e.state IN ('funnel', 'exploring', 'ready', 'investing', 'delivered')
    ), listed AS (
      SELECT p.state, max(p.total) AS total, jsonb_agg(jsonb_build_object('id', p.id, 'key', p.key, 'title', p.title, 'state', p.state,
        'outcome', p.outcome, 'outcomeGap', p.outcome_gap, 'measure', p.measure, 'askAgainOn', p.ask_again_on, 'ownerId', p.owner_id,
          'ownerName', m.name, 'score', p.score) ORDER BY p.place) AS epics
      FROM placed p LEFT JOIN member m ON m.organization_id = p.organization_id AND m.id = p.owner_id WHERE p.place <= ${perState}
        GROUP BY p.state
    )
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('state', l.state, 'total', l.total, 'epics', l.epics)), '[]')
      FROM listed l) AS states,
      (SELECT count(*)::int FROM placed p WHERE p.state <> 'delivered' OR p.finished_at >= ${recent}) AS considered,
      (SELECT count(*)::int FROM placed p WHERE (p.state <> 'delivered' OR p.finished_at >= ${recent})
       AND (p.outcome IS NULL OR p.outcome_gap IS NOT NULL)) AS missing`;
  return row ?? { states: [], considered: 0, missing: 0 };
}

/** Epics of one state from a place on, in the same order. */
export async function readState(
  tenant: Tenant,
  state: EpicFlowState,
  after: number,
  limit: number,
): Promise<{ readonly epics: readonly EpicLine[]; readonly total: number }> {
  const rows = await tenant.sql.$queryRaw<(EpicLine & { total: number })[]>`
    SELECT ${EPIC_LINE}, (count(*) OVER ())::int AS total
    FROM (SELECT r.*, (r.score->>'value')::int + (r.score->>'time')::int + (r.score->>'risk')::int AS delay,
      (r.score->>'size')::int AS size FROM epic r
      WHERE r.organization_id = ${tenant.organizationId}::uuid AND r.state = ${state}) AS e
    LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id
    ORDER BY ${BY_WORTH} OFFSET ${after} LIMIT ${limit}`;
  return { epics: rows, total: rows[0]?.total ?? 0 };
}

/** Epics without an anticipated outcome: the asker's own first, then those to be asked about soonest. */
export async function readMissing(tenant: Tenant, memberId: string, recent: Date, limit: number): Promise<EpicLine[]> {
  return tenant.sql.$queryRaw<EpicLine[]>`
    SELECT ${EPIC_LINE}
    FROM epic e LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND (e.outcome IS NULL OR e.outcome_gap IS NOT NULL)
      AND (e.state IN ('funnel', 'exploring', 'ready', 'investing') OR (e.state = 'delivered' AND e.finished_at >= ${recent}))
    ORDER BY (e.owner_id = ${memberId}::uuid) DESC NULLS LAST, e.ask_again_on, e.created_at, e.id LIMIT ${limit}`;
}

/** Did this person propose the same title within the last minute? A repeat by hand, probably. */
export async function wasJustProposed(tenant: Tenant, memberId: string, title: string, now: Date): Promise<string | null> {
  const since = new Date(now.getTime() - 60_000);
  const [row] = await tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT e.key FROM epic e WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'funnel' AND e.created_at >= ${since}
      AND e.created_by = ${memberId}::uuid AND e.title = ${title} ORDER BY e.created_at DESC LIMIT 1`;
  return row?.key ?? null;
}

/** An epic that may be invested in. */
export interface Ready extends EpicLine {
  readonly version: number;
  readonly createdAt: Date;
  readonly holdUntil: string | null;
}

/** Epics that are ready, oldest first. */
export async function readReady(tenant: Tenant): Promise<Ready[]> {
  return tenant.sql.$queryRaw<Ready[]>`
    SELECT ${EPIC_LINE}, e.version, e.created_at AS "createdAt", to_char(e.hold_until, 'YYYY-MM-DD') AS "holdUntil"
    FROM epic e LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'ready' ORDER BY e.created_at, e.id`;
}
