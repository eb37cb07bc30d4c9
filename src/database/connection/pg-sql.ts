import pg from 'pg';
import type { Sql } from './database.ts';
import { statementOf } from './statement.ts';

/** A pool, or one connection of it within a transaction. */
type Connection = Pick<pg.Pool, 'query'>;

/** Our statements are a few hundred (a test counts those of `docs/sql`); only texts that vary with what is asked could make more. */
export const NAMED_STATEMENTS = 1_000;

const { builtins } = pg.types;

// Values come back as Prisma's client gives them, so that the same queries mean the same on both databases: whole numbers
// of eight bytes as bigint, days as midnight UTC.
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.INT8) return (text: string) => BigInt(text);
    if (oid === builtins.DATE) return (text: string) => new Date(`${text}T00:00:00Z`);
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * Sends queries straight through `pg`. Prisma's client takes three times as long for a raw query, and eight times as long
 * for a transaction around one (`npm run bench` shows both); it stays for the schema, the types and what tests look up.
 */
export function createPgSql(connection: Connection, name: (text: string) => string): Sql {
  const send = (strings: TemplateStringsArray, values: readonly unknown[]) => {
    const { text, values: sent } = statementOf(strings, values);
    return connection.query({ name: name(text), text, values: sent as unknown[], types: TYPES });
  };
  return {
    $queryRaw: async <Rows>(strings: TemplateStringsArray, ...values: readonly unknown[]) => (await send(strings, values)).rows as Rows,
    $executeRaw: async (strings, ...values) => (await send(strings, values)).rowCount ?? 0,
  };
}

/**
 * Gives statements names: a named statement is parsed and planned once per connection instead of at every call. A name is never used
 * for a second text, because each connection remembers the first; so names run out.
 *
 * @param full called once, with the first text for which no name is left: from there on, new texts are planned at every call
 */
export function nameStatements(full: (text: string) => void): (text: string) => string {
  const names = new Map<string, string>();
  let told = false;
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= NAMED_STATEMENTS) {
      if (!told) full(text);
      told = true;
      // The empty name is the unnamed statement.
      return '';
    }
    const name = `m${names.size}`;
    names.set(text, name);
    return name;
  };
}
