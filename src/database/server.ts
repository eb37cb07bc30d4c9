import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './client/client.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

export interface ServerOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize?: number;
  /** Leave the schema as it is (MIGRATE=off: a job migrates). */
  readonly migrate?: boolean;
}

// lock_timeout: a pull that cannot get its stream answers "busy" within the 3 s that Slack gives. statement_timeout is the
// net under everything else. The zone is UTC because the adapter writes instants without one.
const SESSION = '-c lock_timeout=1500 -c statement_timeout=10000 -c TimeZone=UTC -c application_name=millrace';

/**
 * Opens a Postgres server's database, brought to the newest schema.
 *
 * @throws Error saying that the server cannot be reached and what to look at; the password is never part of it
 */
export async function openServer(options: ServerOptions): Promise<Database> {
  const config = {
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    options: SESSION,
    keepAlive: true,
  };
  if (options.migrate ?? true) await migrateServer(config);
  else await probe(config);
  const client = new PrismaClient({ adapter: new PrismaPg(config), transactionOptions: { maxWait: 1_500, timeout: 10_000 } });
  return {
    kind: 'server',
    client,
    transaction: (run) => client.$transaction(run),
    close: () => client.$disconnect(),
  };
}

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const connection = new pg.Client(config);
  try {
    await connection.connect();
    return connection;
  } catch (error) {
    const where = describe(config.connectionString ?? '');
    const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : 'no reason given') : String(error);
    throw new Error(`Postgres can't be reached at ${where}: ${reason}. Is it running, and is DATABASE_URL right?`);
  }
}

async function probe(config: pg.ClientConfig): Promise<void> {
  await (await connect(config)).end();
}

async function migrateServer(config: pg.ClientConfig): Promise<void> {
  // Migrations may wait for each other (several replicas start at once) and may run long: not under the session's limits.
  const connection = await connect({ ...config, options: '-c TimeZone=UTC -c lock_timeout=2000 -c statement_timeout=0' });
  try {
    await migrate(async (script) => {
      const result = (await connection.query(script)) as unknown as { rows: unknown[] } | { rows: unknown[] }[];
      return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
    });
  } finally {
    await connection.end();
  }
}

/** Host, port and database of a connection string, without user or password. */
function describe(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || 5432}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL';
  }
}
