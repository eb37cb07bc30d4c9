import type { Database } from '../connection/database.ts';
import type { ClaimedMessage, SendTime, Workspace } from './outbox.ts';

interface Candidate {
  readonly organizationId: string;
  readonly id: string;
  readonly placeId: string;
  readonly subject: string;
}

/** Somebody else took it between the look and the lock. */
const LOST = Symbol('lost');

/**
 * Takes the oldest message of the workspace's organization that may go now, and holds it until `leaseMs` have passed. One at a time:
 * what a process holds when it dies is no more than what it was about to send.
 *
 * May go: it is due; no other message of its place is on its way, in any process; place and method are not held up (`outbound_pace`); the
 * workspace takes our token. Of several about one subject only the newest goes out; the others are skipped, because it would edit them
 * at once. Another workspace's messages are left to the process that holds its token: a channel of the same name there is somebody else's.
 *
 * @param at null: the database's time
 * @returns null when nothing may go now
 */
export async function claimNext(database: Database, home: Workspace, at: SendTime, leaseMs: number): Promise<ClaimedMessage | null> {
  for (;;) {
    const claimed = await tryOne(database, home, at, leaseMs);
    if (claimed !== LOST) return claimed;
  }
}

async function tryOne(database: Database, home: Workspace, at: SendTime, leaseMs: number): Promise<ClaimedMessage | null | typeof LOST> {
  const next = await candidate(database, home, at);
  if (!next) return null;
  const { organizationId, id, placeId, subject } = next;
  return database.transaction(async (sql) => {
    // One process at a time looks whether a place is free.
    await sql.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${home.platform} ${placeId}`}, 0))`;
    const [claimed] = await sql.$queryRaw<ClaimedMessage[]>`
      UPDATE outbox o SET state = 'sending', attempt = o.attempt + 1, begun_at = NULL,
        lease_until = coalesce(${at}::timestamptz, clock_timestamp()) + ${leaseMs}::float8 * interval '1 millisecond'
      WHERE o.organization_id = ${organizationId}::uuid AND o.id = ${id}::uuid AND o.state = 'due'
        AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.organization_id = o.organization_id AND s.platform = o.platform
          AND s.place_id = o.place_id AND s.state = 'sending')
        AND NOT EXISTS (SELECT 1 FROM outbound_pace p WHERE p.organization_id = o.organization_id AND p.platform = o.platform
          AND p.scope = 'place:' || o.place_id AND p.not_before > coalesce(${at}::timestamptz, clock_timestamp()))
      RETURNING o.organization_id AS "organizationId", o.id, o.platform, o.place_id AS "placeId", o.subject, o.message, o.attempt,
        (SELECT m.external_id FROM posted_message m WHERE m.organization_id = o.organization_id AND m.platform = o.platform
          AND m.place_id = o.place_id AND m.subject = o.subject) AS previous`;
    if (!claimed) return LOST;
    sql.$sendRaw`
      UPDATE outbox SET state = 'skipped' WHERE organization_id = ${organizationId}::uuid AND platform = ${home.platform}
        AND place_id = ${placeId} AND subject = ${subject} AND state = 'due' AND id < ${id}::uuid`;
    return claimed;
  });
}

async function candidate({ sql }: Database, home: Workspace, at: SendTime): Promise<Candidate | undefined> {
  const [found] = await sql.$queryRaw<Candidate[]>`
    SELECT o.organization_id AS "organizationId", o.id, o.place_id AS "placeId", o.subject FROM outbox o
    WHERE o.state = 'due' AND o.not_before <= coalesce(${at}::timestamptz, clock_timestamp()) AND o.platform = ${home.platform}
      AND o.organization_id = (SELECT w.organization_id FROM workspace w WHERE w.platform = ${home.platform}
        AND w.external_id = ${home.externalId}
        AND (w.suspended_at IS NULL OR w.suspended_token IS DISTINCT FROM ${home.token ?? ''}))
      AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.organization_id = o.organization_id AND n.platform = o.platform
        AND n.place_id = o.place_id AND n.subject = o.subject AND n.state = 'due' AND n.id > o.id)
      AND NOT EXISTS (SELECT 1 FROM outbox s WHERE s.organization_id = o.organization_id AND s.platform = o.platform
        AND s.place_id = o.place_id AND s.state = 'sending')
      AND NOT EXISTS (SELECT 1 FROM outbound_pace p WHERE p.organization_id = o.organization_id AND p.platform = o.platform
        AND p.not_before > coalesce(${at}::timestamptz, clock_timestamp())
        AND p.scope IN ('place:' || o.place_id, CASE WHEN EXISTS (SELECT 1 FROM posted_message m WHERE m.organization_id = o.organization_id
          AND m.platform = o.platform AND m.place_id = o.place_id AND m.subject = o.subject) THEN 'method:edit' ELSE 'method:post' END))
    ORDER BY o.id LIMIT 1`;
  return found;
}
