import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import PQueue from 'p-queue';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { PrismaClient } from '../client/client.ts';
import type { Database, RunWithModels } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { modelTransaction } from './model-transaction.ts';

/** How to open the embedded database. */
export interface EmbeddedOptions {
  /** The folder that holds it, or null for one in memory (tests). */
  readonly folder: string | null;
  /** One that runs already, migrated, to speak to instead of starting one (tests). Closing leaves it to whoever started it. */
  readonly running?: PGlite;
}

// PGlite has one connection. Two Prisma transactions at once would make the second wait inside the driver until Prisma
// gives up (P2028), so they queue here, where waiting costs nothing.
const TRANSACTION_LIMITS = { maxWait: 2_000, timeout: 20_000 };

/**
 * Opens Postgres inside this process (PGlite), brought to the newest schema. One process at a time: a lock file in the
 * folder refuses a second one.
 *
 * @throws Error naming the process that holds the folder
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database & { readonly dump: () => Promise<Blob> }> {
  if (options.folder !== null) await mkdir(options.folder, { recursive: true });
  const unlock = options.folder === null ? async () => {} : await lockFolder(options.folder);
  try {
    const pglite =
      options.running ??
      (await PGlite.create({
        ...(options.folder === null ? {} : { dataDir: `file://${options.folder}/pglite` }),
        extensions: { pg_trgm },
      }));
    // The adapter writes instants without a zone and means UTC.
    await pglite.exec("SET TIME ZONE 'UTC'");
    if (!options.running) await migrate((script) => pglite.exec(script).then((results) => results.at(-1)?.rows ?? []));
    const client = new PrismaClient({ adapter: new PrismaPGlite(pglite), transactionOptions: TRANSACTION_LIMITS });
    const queue = new PQueue({ concurrency: 1 });
    const inQueue: RunWithModels = (run) => queue.add(() => modelTransaction(client, run)) as ReturnType<typeof run>;
    return {
      kind: 'embedded',
      client,
      sql: client,
      transaction: (run) => inQueue((_, sql) => run(sql)),
      modelTransaction: inQueue,
      dump: async () => pglite.dumpDataDir('none'),
      close: async () => {
        await queue.onIdle();
        await client.$disconnect();
        if (!options.running) await pglite.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
