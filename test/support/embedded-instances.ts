import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

/** An embedded Postgres that was lent: of one test, until it is given back. */
export interface Lent {
  readonly pglite: PGlite;
  /** From now on it refuses its borrower; emptied, it serves the next. */
  readonly giveBack: () => Promise<void>;
}

interface Instance {
  readonly pglite: PGlite;
  /** How the schema stood at the start: whoever changes it keeps it. */
  readonly schema: string;
  uses: number;
}

// Starting one takes most of a second of a core, emptying one a twentieth of that. They wait here for the next file of their worker.
const free: Instance[] = [];
// Its log and its caches grow with each use.
const MOST_USES = 30;

// Counts and newest transactions: an object that was added, changed or dropped shows in one of them.
const CATALOGUES = [
  'pg_namespace',
  'pg_proc',
  'pg_trigger',
  'pg_constraint',
  'pg_attribute',
  'pg_type',
  'pg_database',
  'pg_db_role_setting',
];
const SCHEMA = `SELECT (SELECT count(*) || ':' || sum(oid::bigint) FROM pg_class WHERE relnamespace <> 'pg_toast'::regnamespace) || ${CATALOGUES.map(
  (name) => `(SELECT ' ' || count(*) || ':' || coalesce(max(xmin::text::bigint), 0) FROM ${name})`,
).join(' || ')} AS schema`;

/**
 * Lends an embedded database in memory, migrated and empty.
 *
 * @param dump file with a dump of a migrated one, for when none is free
 */
export async function borrowEmbedded(dump: string): Promise<Lent> {
  const instance = free.pop() ?? (await start(dump));
  instance.uses += 1;
  let lent = true;
  const pglite = new Proxy(instance.pglite, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      // Who still asks when its test is over would write into the next one's.
      return (...given: unknown[]) => {
        if (!lent) throw new Error('PGlite is closed');
        return Reflect.apply(value, target, given);
      };
    },
  });
  return {
    pglite,
    giveBack: async () => {
      if (!lent) return;
      lent = false;
      if (instance.uses < MOST_USES && (await empty(instance))) free.push(instance);
      else await instance.pglite.close();
    },
  };
}

async function start(dump: string): Promise<Instance> {
  const pglite = await PGlite.create({ loadDataDir: await openAsBlob(dump), extensions: { pg_trgm } });
  return { pglite, schema: await schemaOf(pglite), uses: 0 };
}

async function schemaOf(pglite: PGlite): Promise<string> {
  const { rows } = await pglite.query<{ schema: string }>(SCHEMA);
  return rows[0]?.schema ?? '';
}

/** As it was, to the planner too: truncated tables know no figures. False when that cannot be had. */
async function empty({ pglite, schema }: Instance): Promise<boolean> {
  try {
    await pglite.exec('DISCARD ALL');
    if ((await schemaOf(pglite)) !== schema) return false;
    const { rows } = await pglite.query<{ names: string }>(
      `SELECT string_agg(quote_ident(relname), ', ') AS names FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`,
    );
    await pglite.exec(`TRUNCATE ${rows[0]?.names} RESTART IDENTITY`);
    return true;
  } catch {
    // Broken, or left inside a transaction.
    return false;
  }
}
