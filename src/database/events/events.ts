import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from './change.ts';

/** What an event is about, besides items (those are logged with their change in item-changes.ts). */
export type Subject =
  | 'organization'
  | 'stream'
  | 'team'
  | 'member'
  | 'blocker'
  | 'challenge'
  | 'tag'
  | 'theme'
  | 'objective'
  | 'key_result';

/** Whatever the log tells of, items aside. */
type Logged = { readonly type: Subject | 'epic' | 'idea'; readonly id: string };

/**
 * The instant to give to a change, so that times never go backwards along versions: a request that had to wait for a lock carries an
 * earlier time than the change it waited for. For rows that are made from their event. Ask before the row is written, under its lock or
 * with its revision in hand.
 */
export async function notBeforeLogged({ organizationId, sql }: TenantTransaction, { type, id }: Logged, change: Change): Promise<Change> {
  const [row] = await sql.$queryRaw<{ at: Date }[]>`
    SELECT e.at FROM event e WHERE e.organization_id = ${organizationId}::uuid AND e.subject_type = ${type} AND e.subject_id = ${id}::uuid
    ORDER BY e.subject_version DESC LIMIT 1`;
  return row && row.at > change.at ? { ...change, at: row.at } : change;
}

/**
 * Writes an event of a subject that is locked or changed in the same transaction; its version is the next one, its time not before
 * the last one's.
 */
export async function logEvent(
  tenant: TenantTransaction,
  subject: { readonly type: Subject; readonly id: string },
  kind: string,
  data: Readonly<Record<string, unknown>>,
  change: Change,
): Promise<void> {
  await tenant.sql.$executeRaw`
    INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)
    SELECT ${tenant.organizationId}::uuid, ${subject.type}, ${subject.id}::uuid, coalesce(max(last.subject_version), 0) + 1,
      ${kind}, greatest(${change.at}::timestamptz, max(last.at)), ${change.memberId}::uuid, ${JSON.stringify(data)}::jsonb
    FROM (SELECT e.subject_version, e.at FROM event e
      WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = ${subject.type} AND e.subject_id = ${subject.id}::uuid
      ORDER BY e.subject_version DESC LIMIT 1) AS last`;
}
