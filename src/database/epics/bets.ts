import { v7 as newId } from 'uuid';
import { type BetLimits, startingLimit } from '../../model/epic/bets.ts';
import type { InvestBy } from '../../model/epic/gate.ts';
import type { OutcomeGap } from '../../model/epic/outcome-gap.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { logEvent } from '../events/events.ts';
import { EPIC_OWNER } from './epic-parts.ts';

/** A bet that runs now. */
export interface RunningBet {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly streamId: string | null;
  readonly streamName: string | null;
  readonly ownerName: string | null;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly startedAt: Date | null;
  /** It ran before the organization began, nobody said since when. */
  readonly before: boolean;
  readonly horizon: 'short' | 'long' | null;
  readonly size: number | null;
  readonly items: number;
  readonly done: number;
  /** Its exception from the limit, while that is in force. */
  readonly exceptedUntil: Date | null;
  /** The same, for counting. */
  readonly excepted: boolean;
}

/** What the portfolio has set (rows B5, B6, B8, B15). */
export interface PortfolioPolicy {
  /** null: never set, so it is what ran when somebody first asked. */
  readonly betLimit: number | null;
  readonly investBy: InvestBy;
  readonly shortShare: number | null;
  readonly largestSize: number | null;
  readonly version: number;
  readonly streams: readonly {
    readonly id: string;
    readonly key: string;
    readonly name: string;
    readonly fundingShare: number | null;
    readonly betLimit: number | null;
  }[];
}

/** Running bets beside what limits them. */
export interface Bets {
  readonly policy: PortfolioPolicy;
  readonly running: readonly RunningBet[];
  readonly limits: BetLimits;
}

/** What is running, and how much may run. Takes no lock: for showing only. */
export async function readBets(tenant: Tenant, now: Date): Promise<Bets> {
  const policy = await readPortfolioPolicy(tenant);
  const running = await readRunning(tenant, now);
  const streams = new Map(policy.streams.flatMap(({ id, betLimit }) => (betLimit === null ? [] : [[id, betLimit] as const])));
  return { policy, running, limits: { portfolio: policy.betLimit ?? startingLimit(running.length), streams } };
}

/**
 * The same, locked until the transaction ends. Whoever starts or ends a bet takes this lock first, before epics and streams. So if two
 * people want the last free place, one gets it and the other is told.
 */
export async function lockBets(tenant: TenantTransaction, now: Date): Promise<Bets> {
  await tenant.sql.$queryRaw`SELECT id FROM organization WHERE id = ${tenant.organizationId}::uuid FOR NO KEY UPDATE`;
  return readBets(tenant, now);
}

/**
 * Call it before the number of running bets changes. If nobody has set a limit, it becomes the number that ran until now (row B5), so
 * that finishing one bet makes room for another.
 *
 * @param bets of `lockBets`
 */
export async function keepLimit(tenant: TenantTransaction, { policy, limits }: Bets, change: Change): Promise<void> {
  if (policy.betLimit !== null) return;
  await writeLimit(tenant, limits.portfolio, change);
}

/**
 * Call it after bets were listed that ran before the organization began. Unless people set a limit, it is the number that runs (row B5);
 * a lower limit that came about by itself rises to that.
 *
 * @param bets of `lockBets`, before they were listed
 * @returns the limit that holds
 */
export async function beginLimit(tenant: TenantTransaction, { policy }: Bets, running: number, change: Change): Promise<number> {
  const set = policy.betLimit !== null && (await isLimitSet(tenant));
  if (policy.betLimit !== null && (set || policy.betLimit >= running)) return policy.betLimit;
  await writeLimit(tenant, running, change);
  return running;
}

async function isLimitSet(tenant: Tenant): Promise<boolean> {
  const [row] = await tenant.sql.$queryRaw<{ set: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM event e WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'organization'
      AND e.subject_id = ${tenant.organizationId}::uuid AND e.kind = 'portfolio policy'
      AND e.data->'before'->'betLimit' IS DISTINCT FROM e.data->'after'->'betLimit') AS set`;
  return row?.set ?? false;
}

async function writeLimit(tenant: TenantTransaction, limit: number, change: Change): Promise<void> {
  await tenant.sql.$executeRaw`UPDATE organization SET bet_limit = ${limit} WHERE id = ${tenant.organizationId}::uuid`;
  await logEvent(tenant, { type: 'organization', id: tenant.organizationId }, 'bet limit began', { limit }, change);
}

/** Lets an epic be over the limit until then. The caller holds the lock of `lockBets`. */
export async function addBetException(tenant: TenantTransaction, epicId: string, from: Date, until: Date): Promise<void> {
  await tenant.sql.$executeRaw`
    INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
    VALUES (${tenant.organizationId}::uuid, ${newId()}::uuid, ${epicId}::uuid, ${from}, ${until})`;
}

/** Ends what lets an epic be over the limit, from now on. The caller holds the lock of `lockBets`. */
export async function endBetException(tenant: TenantTransaction, epicId: string, now: Date): Promise<void> {
  // A span is never empty, also where it began this millisecond.
  await tenant.sql.$executeRaw`
    UPDATE bet_exception SET until_at = greatest(${now}::timestamptz, from_at + interval '1 millisecond')
    WHERE organization_id = ${tenant.organizationId}::uuid AND epic_id = ${epicId}::uuid AND until_at > ${now}`;
}

/** What the portfolio has set, with its streams in order of their keys. */
export async function readPortfolioPolicy(tenant: Tenant): Promise<PortfolioPolicy> {
  const [row] = await tenant.sql.$queryRaw<PortfolioPolicy[]>`
    SELECT o.bet_limit AS "betLimit", o.invest_by AS "investBy", o.short_share AS "shortShare", o.largest_size AS "largestSize",
      o.portfolio_version AS version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'key', v.key, 'name', v.name, 'fundingShare', v.funding_share,
          'betLimit', v.bet_limit) ORDER BY v.key), '[]')
       FROM value_stream v WHERE v.organization_id = o.id) AS streams
    FROM organization o WHERE o.id = ${tenant.organizationId}::uuid`;
  if (!row) throw new Error('The organization is gone.');
  return row;
}

async function readRunning(tenant: Tenant, now: Date): Promise<RunningBet[]> {
  const rows = await tenant.sql.$queryRaw<Omit<RunningBet, 'excepted'>[]>`
    SELECT e.id, e.key, e.title, e.stream_id AS "streamId", v.name AS "streamName", m.name AS "ownerName", e.outcome,
      e.outcome_gap AS "outcomeGap",
      e.started_at AS "startedAt", e.before, e.horizon, (e.score->>'size')::int AS size, coalesce(i.items, 0)::int AS items,
        coalesce(i.done, 0)::int AS done, x.until AS "exceptedUntil"
    FROM epic e
    ${EPIC_OWNER}
    LEFT JOIN value_stream v ON v.organization_id = e.organization_id AND v.id = e.stream_id
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE c.state <> 'parked') AS items, count(*) FILTER (WHERE c.state = 'done') AS done
      FROM item c WHERE c.organization_id = e.organization_id AND c.epic_id = e.id AND c.split_at IS NULL) AS i ON TRUE
    LEFT JOIN LATERAL (SELECT max(b.until_at) AS until FROM bet_exception b
      WHERE b.organization_id = e.organization_id AND b.epic_id = e.id AND b.until_at > ${now}) AS x ON TRUE
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'investing'
    ORDER BY e.started_at, e.id`;
  return rows.map((row) => ({ ...row, excepted: row.exceptedUntil !== null }));
}
