import type { Database } from '../connection/database.ts';

const BATCH = 5_000;

/**
 * Takes away what has expired: remembered writes after 25 hours, open forms with what was typed into them after 24, codes after a quarter of an hour. In
 * batches, so that nobody waits for a long delete.
 *
 * @returns how many rows went
 */
export async function purgeExpired(database: Database, now: Date): Promise<number> {
  const remembered = await database.sql.$executeRaw`
    DELETE FROM inbox WHERE (organization_id, key) IN (SELECT organization_id, key FROM inbox WHERE expires_at < ${now} ORDER BY expires_at LIMIT ${BATCH})`;
  const forms = await database.sql.$executeRaw`
    DELETE FROM form_draft WHERE (organization_id, id) IN (SELECT organization_id, id FROM form_draft WHERE expires_at < ${now} ORDER BY expires_at LIMIT ${BATCH})`;
  // Few are ever asked for.
  const codes = await database.sql.$executeRaw`DELETE FROM door_code WHERE expires_at < ${now}`;
  return remembered + forms + codes;
}
