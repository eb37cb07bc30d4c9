import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import type { PortfolioPolicy } from '../../../database/epics/bets.ts';
import { DECIDER } from '../../../database/events/event-parts.ts';
import type { Window } from '../../../model/calendar/calendar.ts';

/** Writes the portfolio's policies. The caller holds the lock of all bets, and of the streams whose share or limit changes. */
export async function writePortfolioPolicy(tenant: TenantTransaction, policy: PortfolioPolicy): Promise<void> {
  const { organizationId, sql } = tenant;
  await sql.$executeRaw`
    UPDATE organization SET bet_limit = ${policy.betLimit}, invest_by = ${policy.investBy}, short_share = ${policy.shortShare},
      largest_size = ${policy.largestSize}, portfolio_version = ${policy.version} WHERE id = ${organizationId}::uuid`;
  const streams = JSON.stringify(policy.streams.map(({ id, fundingShare, betLimit }) => ({ id, share: fundingShare, bets: betLimit })));
  await sql.$executeRaw`
    UPDATE value_stream v SET funding_share = w.share, bet_limit = w.bets
    FROM jsonb_to_recordset(${streams}::jsonb) AS w(id uuid, share int, bets int)
    WHERE v.organization_id = ${organizationId}::uuid AND v.id = w.id
      AND (v.funding_share IS DISTINCT FROM w.share OR v.bet_limit IS DISTINCT FROM w.bets)`;
}

/** Who changed the portfolio's policies last, and how. */
export interface LastChange {
  readonly key: string;
  readonly by: string | null;
  readonly at: Date;
  readonly choice: string;
  readonly reason: string | null;
}

/** The newest decision on the portfolio's policies; null while they are as at the start. */
export async function lastPortfolioChange(tenant: Tenant): Promise<LastChange | null> {
  const [row] = await tenant.sql.$queryRaw<LastChange[]>`
    SELECT d.key, m.name AS by, d.at, d.choice, d.reason FROM decision d
    ${DECIDER}
    WHERE d.organization_id = ${tenant.organizationId}::uuid AND d.subject_type = 'organization'
      AND d.subject_id = ${tenant.organizationId}::uuid
      AND d.act = 'portfolio' ORDER BY d.at DESC, d.id DESC LIMIT 1`;
  return row ?? null;
}

/** A stream over the last weeks: what came in, what was finished, what was in progress at the end of each week and is now (row B14). */
export interface StreamFlow {
  readonly id: string;
  readonly arrivals: readonly number[];
  readonly departures: readonly number[];
  readonly wip: readonly number[];
  readonly inProgress: number;
}

/**
 * Arrivals, departures and work in progress by week, oldest week first. Each is counted in one pass over the window. What was split
 * neither came nor was finished, its parts did; it was in progress until it was split.
 *
 * @param weeks of that window, as `weeksOf` gives them
 */
export async function readFlow(tenant: Tenant, { from, until }: Window, weeks: readonly Window[]): Promise<StreamFlow[]> {
  const org = tenant.organizationId;
  const ends = weeks.map((week) => week.until.toISOString());
  return tenant.sql.$queryRaw<StreamFlow[]>`
    WITH week AS (
      SELECT place, until, lag(until, 1, ${from}::timestamptz) OVER (ORDER BY place) AS since
      FROM unnest(${ends}::timestamptz[]) WITH ORDINALITY AS w(until, place)
    ), came AS (
      SELECT i.stream_id, w.place, count(*) AS n FROM item i JOIN week w ON i.created_at >= w.since AND i.created_at < w.until
      WHERE i.organization_id = ${org}::uuid AND i.created_at >= ${from} AND i.created_at < ${until} AND i.split_at IS NULL GROUP BY 1, 2
    ), went AS (
      SELECT i.stream_id, w.place, count(*) AS n FROM item i JOIN week w ON i.finished_at >= w.since AND i.finished_at < w.until
      WHERE i.organization_id = ${org}::uuid AND i.state = 'done' AND i.split_at IS NULL AND i.finished_at >= ${from}
        AND i.finished_at < ${until}
      GROUP BY 1, 2
    ), held AS (
      SELECT s.stream_id, w.place, count(DISTINCT s.item_id) AS n FROM stage_visit s
      JOIN item i ON i.organization_id = s.organization_id AND i.id = s.item_id
      JOIN week w ON s.entered_at < w.until AND (s.left_at IS NULL OR s.left_at >= w.until) AND (i.split_at IS NULL
        OR i.split_at >= w.until)
      WHERE s.organization_id = ${org}::uuid AND s.phase = 'delivery' AND (s.left_at IS NULL OR s.left_at >= ${from}) GROUP BY 1, 2
    )
    SELECT v.id, jsonb_agg(coalesce(came.n, 0) ORDER BY w.place) AS arrivals, jsonb_agg(coalesce(went.n, 0) ORDER BY w.place) AS departures,
      jsonb_agg(coalesce(held.n, 0) ORDER BY w.place) AS wip,
      (SELECT count(*)::int FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state = 'delivery'
        AND i.split_at IS NULL) AS "inProgress"
    FROM value_stream v CROSS JOIN week w
    LEFT JOIN came ON came.stream_id = v.id AND came.place = w.place
    LEFT JOIN went ON went.stream_id = v.id AND went.place = w.place
    LEFT JOIN held ON held.stream_id = v.id AND held.place = w.place
    WHERE v.organization_id = ${org}::uuid GROUP BY v.organization_id, v.id, v.key ORDER BY v.key`;
}

/** How many items each stream finished in a window: by stream, over an index. */
export async function readFinished(tenant: Tenant, { from, until }: Window): Promise<ReadonlyMap<string, number>> {
  const rows = await tenant.sql.$queryRaw<{ id: string; n: number }[]>`
    SELECT v.id, (SELECT count(*)::int FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id
      AND i.finished_at >= ${from}
      AND i.finished_at < ${until} AND i.state = 'done' AND i.split_at IS NULL) AS n
    FROM value_stream v WHERE v.organization_id = ${tenant.organizationId}::uuid`;
  return new Map(rows.map((row) => [row.id, row.n]));
}
