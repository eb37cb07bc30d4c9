import type { Database } from '../../src/database/connection/database.ts';
import { row, tables } from '../support/play.ts';

/** Forms that stand open stay so, whatever else is put back; what is held for a question about likeness belongs to a try. */
const DRAFTS = 'form_draft';

/**
 * Remembers every row of the database.
 *
 * @returns what puts all back as it was, so that each try meets the same company, and a form that stands open may be sent again
 */
export async function keepRows(database: Database): Promise<() => Promise<void>> {
  const run = (sql: string) => database.client.$executeRawUnsafe(sql);
  await run('DROP SCHEMA IF EXISTS kept CASCADE');
  await run('CREATE SCHEMA kept');
  const back: string[] = [];
  for (const name of await tables(database)) {
    if (name === '_prisma_migrations' || name === DRAFTS) continue;
    await run(`CREATE TABLE kept."${name}" AS TABLE public."${name}"`);
    const columns = await row(
      database,
      `SELECT string_agg('"' || column_name || '"', ', ') AS names FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
      name,
    );
    back.push(
      `DELETE FROM public."${name}"; INSERT INTO public."${name}" (${columns?.names}) SELECT ${columns?.names} FROM kept."${name}";`,
    );
  }
  // All of it is as it was, so the order in which it comes back does not matter.
  const all = `DO $$ BEGIN SET LOCAL session_replication_role = replica; ${back.join(' ')} DELETE FROM ${DRAFTS} WHERE jsonb_exists(data, 'held'); END $$`;
  return async () => void (await run(all));
}
