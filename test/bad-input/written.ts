import type { Database } from '../../src/database/connection/database.ts';
import { row } from '../support/play.ts';

/** A moment of the database: what is written later is told from what was there. */
export async function markNow(database: Database): Promise<string> {
  return String((await row(database, 'SELECT pg_current_xact_id()::text AS xid'))?.xid);
}

const query = <Row>(database: Database, sql: string) => database.client.$queryRawUnsafe<Row[]>(sql);
const since = (mark: string) => `WHERE xmin::text::bigint > ${mark}::bigint`;
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

let columns: Promise<{ readonly table: string; readonly column: string }[]> | undefined;
async function tablesWith(database: Database, column: string): Promise<string[]> {
  columns ??= query(
    database,
    "SELECT table_name::text AS table, column_name::text AS column FROM information_schema.columns WHERE table_schema = 'public'",
  );
  return (await columns).filter((one) => one.column === column).map((one) => one.table);
}

/**
 * What was written into a field's column since then, wherever that is.
 *
 * @param where `table.column`, or `table.expression`, where it is not any column of the field's own name
 */
export async function storedSince(database: Database, mark: string, field: string, where?: string): Promise<(string | null)[]> {
  const [table, ...expression] = where?.split('.') ?? [];
  const places = table
    ? [[table, expression.join('.')]]
    : (await tablesWith(database, columnOf(field))).map((one) => [one, columnOf(field)]);
  if (places.length === 0) throw new Error(`No table has a column ${columnOf(field)}: say in the form's row where ${field} is stored.`);
  const parts = places.map(([of, what]) => `SELECT (${what})::text AS v FROM public."${of}" ${since(mark)}`);
  return (await query<{ v: string | null }>(database, parts.join(' UNION ALL '))).map(({ v }) => v);
}

/** Keys of things that were written since then. */
export async function keysSince(database: Database, mark: string): Promise<string[]> {
  const parts = ['item', 'epic', 'parked_idea', 'theme', 'key_result', 'decision'].map(
    (table) => `SELECT key FROM ${table} ${since(mark)}`,
  );
  return (await query<{ key: string }>(database, parts.join(' UNION ALL '))).map(({ key }) => key);
}
