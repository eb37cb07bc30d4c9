import { DateTime } from 'luxon';
import { localDate } from '../../model/calendar/days.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';

/** How long items take, in whole calendar days, inclusive; null when nothing was finished. */
export interface ServiceLevel {
  readonly p50: number | null;
  readonly p85: number | null;
  /** How many finished items stand behind it; below PROVISIONAL_BELOW it is called provisional. */
  readonly sample: number;
}

/** The row of a stream in `service_level`. */
export interface KeptServiceLevel extends ServiceLevel {
  /** The local date on which it was computed, `YYYY-MM-DD`. */
  readonly day: string;
}

// MODEL, "Service level expectation": the flow times of the last 12 weeks.
const WINDOW_DAYS = 84;

/** The last 84 local days, today among them, up to this instant. */
function windowOf(zone: string, now: Date): { readonly day: string; readonly from: Date } {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  return { day: localDate(now, zone), from: today.minus({ days: WINDOW_DAYS - 1 }).toJSDate() };
}

/**
 * P50 and P85 of the flow days of a stream's items finished in the last 12 weeks, by nearest rank: Postgres's
 * percentile_disc takes the element at ceil(p · n), which is the model's formula. One read of the index
 * (organization_id, stream_id, finished_at).
 *
 * @param zone IANA zone in which days are counted
 */
export async function readServiceLevel(tenant: Tenant, streamId: string, zone: string, now: Date): Promise<ServiceLevel> {
  const { from } = windowOf(zone, now);
  const [row] = await tenant.sql.$queryRaw<ServiceLevel[]>`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS p50, percentile_disc(0.85) WITHIN GROUP (ORDER BY days) AS p85,
      count(*)::int AS sample
    FROM (
      SELECT greatest(1, (finished_at AT TIME ZONE ${zone})::date - (started_at AT TIME ZONE ${zone})::date + 1) AS days FROM item
      WHERE organization_id = ${tenant.organizationId}::uuid AND stream_id = ${streamId}::uuid AND finished_at >= ${from}
        AND finished_at <= ${now}
        AND state = 'done'
    ) finished`;
  return row ?? { p50: null, p85: null, sample: 0 };
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
    INSERT INTO service_level (organization_id, stream_id, day, p50, p85, sample)
    VALUES (${tenant.organizationId}::uuid, ${streamId}::uuid, ${localDate(now, zone)}::date, ${level.p50}, ${level.p85}, ${level.sample})
    ON CONFLICT (organization_id, stream_id) DO UPDATE
      SET day = excluded.day, p50 = excluded.p50, p85 = excluded.p85, sample = excluded.sample`;
  return level;
}
