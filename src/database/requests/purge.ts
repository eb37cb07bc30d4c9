import type { Database } from '../connection/database.ts';

const BATCH = 5_000;
/** Long enough to look into a message that did not arrive. */
const MESSAGES_KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/**
 * Deletes what has expired: remembered writes after 25 hours, open forms and what was typed into them after 24, codes after a quarter of
 * an hour, messages 30 days after they went out or were given up. Where a message stands is kept, so that it can still be edited.
 * Deletes in batches, so that nobody waits for a long delete.
 *
 * @returns how many rows went
 */
export async function purgeExpired(database: Database, now: Date): Promise<number> {
  const remembered = await database.sql.$executeRaw`
    DELETE FROM inbox
    WHERE (organization_id, key) IN (SELECT organization_id, key FROM inbox WHERE expires_at < ${now} ORDER BY expires_at LIMIT ${BATCH})`;
  const forms = await database.sql.$executeRaw`
    DELETE FROM form_draft WHERE (organization_id, id) IN (SELECT organization_id, id FROM form_draft WHERE expires_at < ${now}
      ORDER BY expires_at LIMIT ${BATCH})`;
  // A pace that has passed holds nothing up.
  await database.sql.$executeRaw`
    DELETE FROM outbound_pace WHERE (organization_id, platform, scope) IN (
      SELECT organization_id, platform, scope FROM outbound_pace WHERE not_before < ${now} ORDER BY not_before LIMIT ${BATCH})`;
  // Few are ever asked for.
  const codes = await database.sql.$executeRaw`DELETE FROM door_code WHERE expires_at < ${now}`;
  const before = new Date(now.getTime() - MESSAGES_KEPT_MS);
  const messages = await database.sql.$executeRaw`
    DELETE FROM outbox WHERE (organization_id, id) IN (
      SELECT organization_id, id FROM outbox WHERE state IN ('sent', 'skipped', 'failed', 'unconfirmed') AND not_before < ${before}
      ORDER BY not_before LIMIT ${BATCH})`;
  return remembered + forms + codes + messages;
}
