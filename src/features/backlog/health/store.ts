import type { Tenant } from '../../../database/connection/tenant.ts';
import { daysAgo, daysSince, twelveWeeks } from '../../../model/calendar/calendar.ts';
import type { Pace } from '../../../model/flow/right-size.ts';

/** Untouched for so many days is stale (MODEL: "storage for ideas"). */
export const STALE_DAYS = 90;
/** So many returns from delivery make a yo-yo (MODEL: "anti-patterns"). */
const YOYO_RETURNS = 2;

/** Counts over a stream's items, ages in whole calendar days. What was split is in none of them: its parts are. */
export interface Health extends Pace {
  readonly refining: number;
  readonly ready: number;
  readonly inProgress: number;
  /** Of the backlog, since it was added; by nearest rank. null: the backlog is empty. */
  readonly medianAge: number | null;
  readonly p85Age: number | null;
  /** Of all that is open. */
  readonly blocked: number;
  /** In the backlog and untouched for 90 days. */
  readonly stale: number;
  /** Open, and serving no epic that says what it hopes for. */
  readonly withoutOutcome: number;
  /** Open, and twice or more back from delivery. */
  readonly yoyos: number;
  /** Of what was finished within 12 weeks, debt and enablers. */
  readonly technical: number;
}

/**
 * The health of a stream's backlog in one statement: what is open by the index (stream, state, rank), what was finished in 12 weeks by
 * the index (stream, finished at). The stream began when it was made, or earlier with what was imported; what came over from another
 * stream says nothing of that.
 *
 * @param zone IANA zone in which days are counted
 */
export async function readHealth(tenant: Tenant, streamId: string, zone: string, now: Date): Promise<Health> {
  const org = tenant.organizationId;
  const window = twelveWeeks(now, zone);
  const touched = daysAgo(STALE_DAYS, now, zone);
  const [row] = await tenant.sql.$queryRaw<(Omit<Health, 'days'> & { readonly begun: Date })[]>`
    SELECT open.*, done.*, begun.* FROM (
      SELECT count(*) FILTER (WHERE i.state = 'refining')::int AS refining, count(*) FILTER (WHERE i.state = 'ready')::int AS ready,
        count(*) FILTER (WHERE i.state = 'delivery')::int AS "inProgress",
        (percentile_disc(0.5) WITHIN GROUP (ORDER BY d.age) FILTER (WHERE i.state <> 'delivery'))::int AS "medianAge",
        (percentile_disc(0.85) WITHIN GROUP (ORDER BY d.age) FILTER (WHERE i.state <> 'delivery'))::int AS "p85Age",
        count(*) FILTER (WHERE i.blocked)::int AS blocked, count(*) FILTER (WHERE i.state <> 'delivery'
          AND i.changed_at < ${touched})::int AS stale,
        count(*) FILTER (WHERE e.outcome IS NULL OR e.outcome_gap IS NOT NULL)::int AS "withoutOutcome",
          count(*) FILTER (WHERE i.returns >= ${YOYO_RETURNS})::int AS yoyos
      FROM item i
      CROSS JOIN LATERAL (SELECT greatest(1,
        (${now}::timestamptz AT TIME ZONE ${zone})::date - (i.created_at AT TIME ZONE ${zone})::date + 1) AS age) AS d
      LEFT JOIN epic e ON e.organization_id = i.organization_id AND e.id = i.epic_id
      WHERE i.organization_id = ${org}::uuid AND i.stream_id = ${streamId}::uuid AND i.state IN ('refining', 'ready', 'delivery')
        AND i.split_at IS NULL
    ) AS open, (
      SELECT count(*)::int AS finished, count(DISTINCT (finished_at AT TIME ZONE ${zone})::date)::int AS "finishDays",
        count(*) FILTER (WHERE kind IN ('debt', 'enabler'))::int AS technical FROM item
      WHERE organization_id = ${org}::uuid AND stream_id = ${streamId}::uuid AND finished_at >= ${window.from}
        AND finished_at < ${window.until}
        AND state = 'done' AND split_at IS NULL
    ) AS done, (
      SELECT least(v.created_at, (SELECT min(i.created_at) FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id
        AND NOT EXISTS (SELECT 1 FROM item_alias a WHERE a.organization_id = i.organization_id AND a.item_id = i.id))) AS begun
      FROM value_stream v WHERE v.organization_id = ${org}::uuid AND v.id = ${streamId}::uuid
    ) AS begun`;
  if (!row) throw new Error('The stream is gone.');
  const { begun, ...counts } = row;
  return { ...counts, days: Math.min(window.days, daysSince(begun, now, zone)) };
}

/** An item that could be parked, and what speaks for it. */
export interface ParkCandidate {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly score: number | null;
  readonly changedAt: Date;
  readonly createdAt: Date;
}

/**
 * Ready items that could be parked (row E3): lowest score first where the stream keeps scores, then the longest untouched, then the
 * oldest. What comes next is left out, and so is what was expedited or has a date set by others.
 *
 * @param keep how many of the best-ranked ready items stay
 */
export async function readParkCandidates(
  tenant: Tenant,
  streamId: string,
  scored: boolean,
  keep: number,
  limit: number,
): Promise<ParkCandidate[]> {
  return tenant.sql.$queryRaw<ParkCandidate[]>`
    SELECT c.id, c.key, c.title, c.score, c.changed_at AS "changedAt", c.created_at AS "createdAt" FROM (
      SELECT i.id, i.key, i.title, i.changed_at, i.created_at, i.expedite, i.external_date,
        CASE WHEN ${scored} THEN
          ((i.score->>'value')::float + (i.score->>'time')::float + (i.score->>'risk')::float) / nullif((i.score->>'size')::float, 0)
        END AS score
      FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid AND i.state = 'ready'
      ORDER BY i.rank OFFSET ${keep}) AS c
    WHERE NOT c.expedite AND c.external_date IS NULL
    ORDER BY c.score NULLS LAST, c.changed_at, c.created_at, c.id LIMIT ${limit}`;
}
