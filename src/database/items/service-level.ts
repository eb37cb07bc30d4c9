import { twelveWeeks } from '../../model/calendar/calendar.ts';
import { localDate } from '../../model/calendar/days.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';

/** How long items take, in whole calendar days, inclusive; null when nothing with a start was finished. */
export interface ServiceLevel {
  readonly p50: number | null;
  readonly p85: number | null;
  /** How many finished items stand behind it; below PROVISIONAL_BELOW it is called provisional. */
  readonly sample: number;
  /** How many were finished besides, and nobody recorded their start: how long they took is unknown. */
  readonly withoutStart: number;
  /** Keys of those that finished before their own start, which cannot be. */
  readonly backwards: readonly string[];
}

/** The row of a stream in `service_level`. */
export interface KeptServiceLevel extends ServiceLevel {
  /** The local date on which it was computed, `YYYY-MM-DD`. */
  readonly day: string;
}

/**
 * P50 and P85 of the flow days of a stream's items finished in the last 12 weeks, by nearest rank: Postgres's
 * percentile_disc takes the element at ceil(p · n), which is the model's formula. What was split is left out: its parts count. One read
 * of the index (organization_id, stream_id, finished_at).
 *
 * @param zone IANA zone in which days are counted
 */
export async function readServiceLevel(tenant: Tenant, streamId: string, zone: string, now: Date): Promise<ServiceLevel> {
  const { from, until } = twelveWeeks(now, zone);
  const [row] = await tenant.sql.$queryRaw<ServiceLevel[]>`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS p50, percentile_disc(0.85) WITHIN GROUP (ORDER BY days) AS p85,
      count(days)::int AS sample, count(*) FILTER (WHERE started_at IS NULL)::int AS "withoutStart",
      coalesce(array_agg(key ORDER BY finished_at, key) FILTER (WHERE finished_at < started_at), '{}') AS backwards
    FROM (
      SELECT key, started_at, finished_at, CASE WHEN finished_at >= started_at THEN
        (finished_at AT TIME ZONE ${zone})::date - (started_at AT TIME ZONE ${zone})::date + 1 END AS days FROM item
      WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid AND finished_at >= ${from}
        AND finished_at < ${until}
        AND state = 'done' AND split_at IS NULL
    ) finished`;
  if (!row) throw new Error('A count gives one row.');
  return row;
}

/**
 * The service level as of today: what was kept, if that was today; else computed and kept. It writes a cache only, so a
 * reading handler may call it too.
 */
export async function currentServiceLevel(
  tenant: Tenant,
  streamId: string,
  kept: KeptServiceLevel | null,
  zone: string,
  now: Date,
): Promise<ServiceLevel> {
  return kept?.day === localDate(now, zone) ? kept : refreshServiceLevel(tenant, streamId, zone, now);
}

/**
 * Drops what was kept, after a finish or a reopening: the next reader computes it anew. A finish holds its stream's lock,
 * and going over twelve weeks of items there would make every pull wait.
 */
export function forgetServiceLevel(tenant: TenantTransaction, streamId: string): void {
  tenant.sql.$sendRaw`
    DELETE FROM service_level WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid`;
}

/** Computes the service level anew and keeps it for today: after an import. */
export async function refreshServiceLevel(tenant: Tenant, streamId: string, zone: string, now: Date): Promise<ServiceLevel> {
  const level = await readServiceLevel(tenant, streamId, zone, now);
  await tenant.sql.$executeRaw`
    INSERT INTO service_level (organization_id, stream_id, day, p50, p85, sample, without_start, backwards)
    VALUES (${tenant.organizationId}::uuid, ${streamId}::uuid, ${localDate(now, zone)}::date, ${level.p50}, ${level.p85}, ${level.sample},
      ${level.withoutStart}, ${[...level.backwards]}::text[])
    ON CONFLICT (organization_id, stream_id) DO UPDATE SET day = excluded.day, p50 = excluded.p50, p85 = excluded.p85,
      sample = excluded.sample,
      without_start = excluded.without_start, backwards = excluded.backwards`;
  return level;
}
