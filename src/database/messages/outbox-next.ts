import type { Database } from '../connection/database.ts';
import type { SendTime, Workspace } from './outbox.ts';

/**
 * How long until something of the workspace's may go, or can be taken back from a process that died.
 *
 * @param at null: the database's time
 * @returns in ms, never negative; null when nothing waits, or the workspace does not take our token
 */
export async function untilNext({ sql }: Database, home: Workspace, at: SendTime): Promise<number | null> {
  const [row] = await sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(CASE WHEN o.state = 'sending' THEN o.lease_until ELSE greatest(o.not_before,
        (SELECT max(s.lease_until) FROM outbox s WHERE s.organization_id = o.organization_id AND s.platform = o.platform
          AND s.place_id = o.place_id AND s.state = 'sending'),
        (SELECT max(p.not_before) FROM outbound_pace p WHERE p.organization_id = o.organization_id AND p.platform = o.platform
          AND p.scope IN ('place:' || o.place_id, CASE WHEN EXISTS (SELECT 1 FROM posted_message m
            WHERE m.organization_id = o.organization_id
            AND m.platform = o.platform AND m.place_id = o.place_id AND m.subject = o.subject) THEN 'method:edit' ELSE 'method:post' END))
      ) END) - coalesce(${at}::timestamptz, clock_timestamp())) * 1000)::float8 AS ms
    FROM outbox o
    WHERE o.state IN ('due', 'sending') AND o.platform = ${home.platform}
      AND o.organization_id = (SELECT w.organization_id FROM workspace w WHERE w.platform = ${home.platform}
        AND w.external_id = ${home.externalId}
        AND (w.suspended_at IS NULL OR w.suspended_token IS DISTINCT FROM ${home.token ?? ''}))`;
  return row?.ms === null || row === undefined ? null : Math.max(0, row.ms);
}
