import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import PQueue from 'p-queue';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../client/client.ts';
import type { Database, RunWithModels, Sql } from './database.ts';
import { DURABLE_START, DurableFolder } from './durable-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { modelTransaction } from './model-transaction.ts';
import { prismaSql } from './prisma-sql.ts';

/** How to open the embedded database. */
export interface EmbeddedOptions {
  /** The folder that holds it, or null for one in memory (tests). */
  readonly folder: string | null;
  /** One that runs already, migrated, to speak to instead of starting one (tests). Closing leaves it to whoever started it. */
  readonly running?: PGlite;
  /** Told once, with the reason, when the folder was deleted, moved or taken over; without it, the process ends by that error. */
  readonly lost?: (reason: Error) => void;
}

// PGlite has one connection. Two Prisma transactions at once would make the second wait inside the driver until Prisma
// gives up (P2028), so they queue here, where waiting costs nothing.
const TRANSACTION_LIMITS = { maxWait: 2_000, timeout: 20_000 };

/**
 * Opens Postgres inside this process (PGlite), brought to the newest schema. One process at a time: a second one on the folder is
 * refused. What is committed is on the disk; what is written while the folder is no longer there fails, rather than being told as done.
 *
 * @throws Error naming the process that holds the folder
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database & { readonly dump: () => Promise<Blob> }> {
  if (options.folder !== null) await mkdir(options.folder, { recursive: true });
  const held = options.folder === null ? null : await lockFolder(options.folder, options.lost ?? endBy);
  const whileHeld = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    held?.check();
    try {
      return await run();
    } finally {
      held?.check();
    }
  };
  try {
    const pglite =
      options.running ??
      (await PGlite.create({
        ...(options.folder === null ? {} : { fs: new DurableFolder(`${options.folder}/pglite`), startParams: DURABLE_START }),
        extensions: { pg_trgm },
      }));
    if (options.folder !== null) held?.also(join(options.folder, 'pglite', 'PG_VERSION'));
    // The adapter writes instants without a zone and means UTC.
    await pglite.exec("SET TIME ZONE 'UTC'");
    if (!options.running) await migrate((script) => pglite.exec(script).then((results) => results.at(-1)?.rows ?? []));
    const client = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions: TRANSACTION_LIMITS });
    const queue = new PQueue({ concurrency: 1 });
    const inQueue: RunWithModels = (run) =>
      queue.add(() => whileHeld(() => modelTransaction(client, run) as Promise<unknown>)) as ReturnType<typeof run>;
    const direct = prismaSql(client);
    const sql: Sql = {
      $queryRaw: (query, ...values) => whileHeld(() => direct.$queryRaw(query, ...values)),
      $executeRaw: (query, ...values) => whileHeld(() => direct.$executeRaw(query, ...values)),
    };
    return {
      kind: 'embedded',
      client,
      sql,
      transaction: (run) => inQueue((_, sql) => run(sql)),
      modelTransaction: inQueue,
      dump: async () => pglite.dumpDataDir('none'),
      close: async () => {
        await queue.onIdle();
        await client.$disconnect();
        if (!options.running) await pglite.close();
        await held?.release();
      },
    };
  } catch (error) {
    await held?.release();
    throw error;
  }
}

// Thrown where nothing catches it.
function endBy(reason: Error): void {
  setImmediate(() => {
    throw reason;
  });
}
