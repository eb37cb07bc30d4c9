import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Database } from '../../src/database/connection/database.ts';
import { openEmbedded } from '../../src/database/connection/embedded.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { borrowEmbedded } from './embedded-instances.ts';

/** A database of a test's own, migrated and empty. */
export interface TestDatabase {
  readonly database: Database;
  /** Of a server's database; other processes may connect to it. */
  readonly url: string | null;
  /** Closes it, and drops it from the server. */
  readonly close: () => Promise<void>;
}

let made = 0;

/** A clone of the template on the server (about 30 ms). */
export async function openTestServer(poolSize = 10): Promise<TestDatabase & { readonly url: string }> {
  const server = inject('postgresUrl');
  if (server === null) throw new Error('No Postgres server runs here.');
  made += 1;
  const name = `millrace_test_${process.pid}_${Date.now().toString(36)}_${made}`;
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${inject('templateName')}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openServer({ url: url.href, poolSize, migrate: false });
  return {
    database,
    url: url.href,
    close: async () => {
      await database.close();
      await execute(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** An embedded database in memory: one that an earlier test is done with, emptied (60 ms), else from the dump of a migrated one (0.8 s). */
export async function openTestEmbedded(): Promise<TestDatabase> {
  const { pglite, giveBack } = await borrowEmbedded(inject('embeddedDump'));
  const database = await openEmbedded({ folder: null, running: pglite });
  return {
    database,
    url: null,
    close: async () => {
      await database.close();
      await giveBack();
    },
  };
}

/** Runs a suite on both databases, always: for what may differ between the two. */
export function describeBoth(name: string, suite: (open: () => Promise<TestDatabase>) => void): void {
  describe(`${name} (embedded)`, () => suite(openTestEmbedded));
  describeServer(`${name} (server)`, () => suite(openTestServer));
}

/**
 * Runs a suite of a feature: on both databases where everything runs, else on one, because every statement is prepared on both
 * (test/database/statements.test.ts) and the journeys go over both.
 */
export function describeDatabases(name: string, suite: (open: () => Promise<TestDatabase>) => void): void {
  if (inject('everything')) describeBoth(name, suite);
  else describe(name, () => suite(openEither));
}

/** A server's database where one can run, else the embedded one: for what does not differ between the two. */
export function openEither(): Promise<TestDatabase> {
  return inject('postgresUrl') === null ? openTestEmbedded() : openTestServer();
}

/** A suite that needs a server: skipped, with the reason said once at the start, where none can run. */
export const describeServer = describe.runIf(inject('postgresUrl') !== null);

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
