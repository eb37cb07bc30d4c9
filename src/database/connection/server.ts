import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import PQueue from 'p-queue';
import pg from 'pg';
import { PrismaClient } from '../client/client.ts';
import type { Database, RunInTransaction } from './database.ts';
import { migrate } from './migrate.ts';
import { modelTransaction } from './model-transaction.ts';
import { createPgSql, NAMED_STATEMENTS, nameStatements } from './pg-sql.ts';
import { runTransaction } from './pg-transaction.ts';
import { createPool } from './pool.ts';
import { NoRoom } from './sql-error.ts';

export interface ServerOptions {
  readonly url: string;
  /** Connections of this process. */
  readonly poolSize?: number;
  /** Missing or true: bring the schema up to date. False (MIGRATE=off): leave it as it is. */
  readonly migrate?: boolean;
  /** Is told what whoever runs the process should know. */
  readonly warn?: (message: string, about: Readonly<Record<string, unknown>>) => void;
  /** Tests shorten what an answer may take, and a new connection. */
  readonly timing?: { readonly queryMs?: number; readonly connectMs?: number };
}

const POOL_SIZE = 10;
// Of four connections, one is left to those who only read.
const SHARE_FOR_READING = 4;
// Together with the wait for a lock it stays below Slack's 3 s.
const QUEUE_PATIENCE_MS = 1_000;
// After this long without an answer the client gives up: the server's own limits (below) do not help when packets get lost on the way.
const QUERY_MS = 9_000;
const CONNECT_MS = 5_000;
// An idle connection is asked after this long whether somebody is still there.
const KEEP_ALIVE_MS = 10_000;
const CLOSE_MS = 3_000;
const MODEL_LIMITS = { maxWait: 1_500, timeout: 10_000 };

// lock_timeout: a pull that cannot get its stream answers "busy" within the 3 s that Slack gives. statement_timeout is the
// net under everything else. The zone is UTC because the adapter writes instants without one.
const SESSION =
  '-c lock_timeout=1500 -c statement_timeout=8000 -c idle_in_transaction_session_timeout=10000 -c TimeZone=UTC -c application_name=millrace';

/**
 * Opens a Postgres server's database, brought to the newest schema.
 *
 * @throws Error saying that the server cannot be reached and what to look at; the password is never part of it
 */
export async function openServer(options: ServerOptions): Promise<Database> {
  const config = {
    connectionString: options.url,
    max: options.poolSize ?? POOL_SIZE,
    connectionTimeoutMillis: options.timing?.connectMs ?? CONNECT_MS,
    query_timeout: options.timing?.queryMs ?? QUERY_MS,
    options: SESSION,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    // Statements go out without waiting for the answers to those before: see pg-transaction.ts.
    pipeline: true,
  };
  if (options.migrate ?? true) await migrateServer(config);
  else await probe(config);
  const { pool, close } = createPool(config);
  const name = nameStatements((text) =>
    options.warn?.(`More than ${NAMED_STATEMENTS} different statements were sent: those that come now are planned anew at every call.`, {
      statement: createHash('sha256').update(text).digest('hex').slice(0, 12),
    }),
  );
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => name(sql) }) });
  // A transaction that waits for a stream's lock holds a connection: without a bound, those who only read would wait too.
  const size = options.poolSize ?? POOL_SIZE;
  const queue = new PQueue({ concurrency: Math.max(1, size - Math.ceil(size / SHARE_FOR_READING)) });
  const transaction: RunInTransaction = (run) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new NoRoom()), QUEUE_PATIENCE_MS);
    const inTurn = () => {
      clearTimeout(timer);
      return runTransaction(pool, name, run);
    };
    return queue.add(inTurn, { signal: patience.signal }) as ReturnType<typeof run>;
  };
  return {
    kind: 'server',
    client,
    sql: createPgSql(pool, name),
    transaction,
    modelTransaction: (run) => modelTransaction(client, run, MODEL_LIMITS),
    close: async () => {
      await Promise.all([client.$disconnect(), close(CLOSE_MS)]);
    },
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
  const connection = await connect({ ...config, query_timeout: 0, options: '-c TimeZone=UTC -c lock_timeout=2000 -c statement_timeout=0' });
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
