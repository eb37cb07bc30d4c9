import type { Database } from '../connection/database.ts';
import type { ClaimedMessage, SendTime, Workspace } from './outbox.ts';

/**
 * Marks the moment of the call: from here on nobody can tell whether the message arrived, so the caller must call at once. Holds it for
 * `leaseMs` more, and its place for `paceMs`.
 *
 * @returns false when it may not go: it was taken back as lost, place or method were held up meanwhile, or our token is refused
 */
export async function begin(
  database: Database,
  home: Workspace,
  claimed: ClaimedMessage,
  at: SendTime,
  { leaseMs, paceMs }: { readonly leaseMs: number; readonly paceMs: number },
): Promise<boolean> {
  const place = `place:${claimed.placeId}`;
  const method = `method:${methodOf(claimed)}`;
  const begun = await database.sql.$executeRaw`
    WITH begun AS (
      UPDATE outbox o SET begun_at = coalesce(${at}::timestamptz, clock_timestamp()),
        lease_until = coalesce(${at}::timestamptz, clock_timestamp()) + ${leaseMs}::float8 * interval '1 millisecond'
      WHERE o.organization_id = ${claimed.organizationId}::uuid AND o.id = ${claimed.id}::uuid AND o.state = 'sending'
        AND o.attempt = ${claimed.attempt} AND o.begun_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM workspace w WHERE w.platform = ${home.platform} AND w.external_id = ${home.externalId}
          AND w.suspended_at IS NOT NULL AND w.suspended_token IS NOT DISTINCT FROM ${home.token ?? ''})
        AND NOT EXISTS (SELECT 1 FROM outbound_pace p WHERE p.organization_id = o.organization_id AND p.platform = o.platform
          AND p.scope IN (${place}, ${method}) AND p.not_before > coalesce(${at}::timestamptz, clock_timestamp()))
      RETURNING o.organization_id, o.platform, o.begun_at)
    INSERT INTO outbound_pace (organization_id, platform, scope, not_before)
    SELECT b.organization_id, b.platform, ${place}, b.begun_at + ${paceMs}::float8 * interval '1 millisecond' FROM begun b
    ON CONFLICT (organization_id, platform, scope) DO UPDATE SET not_before = excluded.not_before, limited = NULL`;
  return begun > 0;
}

/** What the platform is asked to do with it. Each has a limit of its own. */
export function methodOf({ previous }: Pick<ClaimedMessage, 'previous'>): 'post' | 'edit' {
  return previous === null ? 'post' : 'edit';
}
