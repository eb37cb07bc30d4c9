import pg from 'pg';
import type { Sql } from './database.ts';

/** A pool, or one connection of it within a transaction. */
type Connection = Pick<pg.Pool, 'query'>;

// Our statements are a few hundred; only lists of varying length could make more.
const NAMED_STATEMENTS = 500;

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
    const text = textOf(strings);
    return connection.query({ name: name(text), text, values: values as unknown[], types: TYPES });
  };
  return {
    $queryRaw: async <Rows>(strings: TemplateStringsArray, ...values: readonly unknown[]) => (await send(strings, values)).rows as Rows,
    $executeRaw: async (strings, ...values) => (await send(strings, values)).rowCount ?? 0,
  };
}

// A template literal hands in the same strings at every call.
const texts = new WeakMap<TemplateStringsArray, string>();

/** `SELECT ${a}` as `SELECT $1`: what is put in is sent beside the text, never in it. */
function textOf(strings: TemplateStringsArray): string {
  const known = texts.get(strings);
  if (known !== undefined) return known;
  const text = strings.reduce((before, part, index) => `${before}$${index}${part}`);
  texts.set(strings, text);
  return text;
}

/** Names statements: one that has a name is parsed and planned once per connection instead of at every call. */
export function nameStatements(): (text: string) => string {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    // The empty name is the unnamed statement.
    if (names.size >= NAMED_STATEMENTS) return '';
    const name = `m${names.size}`;
    names.set(text, name);
    return name;
  };
}
