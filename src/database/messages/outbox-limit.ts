import type { Database } from '../connection/database.ts';
import type { ClaimedMessage, SendTime } from './outbox.ts';
import { methodOf } from './outbox-begin.ts';

/** Whoever is told "too many" for longer than this gives up (RELIABILITY F-21). */
const LONGEST_SECONDS = 15 * 60;

/**
 * The platform said "too many". The message is due again after the wait, and its place is held up for all processes. Slack and Teams
 * do not say whether they mean the channel or the workspace. If a second channel is told the same in the meantime, it is the workspace,
 * and the method is held up everywhere in it. Nothing else waits.
 *
 * @param seconds as the platform asked
 * @returns `failed` when the message has been told so for a quarter of an hour
 */
export async function putOff(database: Database, claimed: ClaimedMessage, at: SendTime, seconds: number): Promise<'due' | 'failed'> {
  const { organizationId, id, platform, attempt } = claimed;
  const [place, method] = [`place:${claimed.placeId}`, methodOf(claimed)];
  const wait = Math.min(seconds, LONGEST_SECONDS);
  return database.transaction(async (sql) => {
    const [row] = await sql.$queryRaw<{ state: 'due' | 'failed' }[]>`
      WITH t AS (SELECT coalesce(${at}::timestamptz, clock_timestamp()) AS now)
      UPDATE outbox o SET limited_since = coalesce(o.limited_since, t.now), not_before = t.now + ${wait}::float8 * interval '1 second',
        state = CASE WHEN o.limited_since <= t.now - ${LONGEST_SECONDS}::float8 * interval '1 second' THEN 'failed' ELSE 'due' END,
        error = CASE WHEN o.limited_since <= t.now - ${LONGEST_SECONDS}::float8 * interval '1 second'
          THEN 'rate limited for more than 15 minutes' ELSE 'rate limited' END
      FROM t WHERE o.organization_id = ${organizationId}::uuid AND o.id = ${id}::uuid AND o.state = 'sending' AND o.attempt = ${attempt}
      RETURNING o.state`;
    // In the order of the scope's name, as below, so that two who do this at once never wait for each other.
    await sql.$executeRaw`
      WITH t AS (SELECT coalesce(${at}::timestamptz, clock_timestamp()) AS now), held AS (
        SELECT 'method:' || ${method}::text AS scope FROM t WHERE EXISTS (SELECT 1 FROM outbound_pace p
          WHERE p.organization_id = ${organizationId}::uuid AND p.platform = ${platform} AND p.scope LIKE 'place:%' AND p.scope <> ${place}
            AND p.limited = ${method} AND p.not_before > t.now)
        UNION ALL SELECT ${place}::text)
      INSERT INTO outbound_pace (organization_id, platform, scope, not_before, limited)
      SELECT ${organizationId}::uuid, ${platform}, h.scope, t.now + ${wait}::float8 * interval '1 second', ${method}
      FROM held h, t ORDER BY h.scope
      ON CONFLICT (organization_id, platform, scope) DO UPDATE
        SET not_before = greatest(outbound_pace.not_before, excluded.not_before), limited = excluded.limited`;
    return row?.state ?? 'due';
  });
}
