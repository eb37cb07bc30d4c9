import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Runs a script of one or more statements and gives the rows of the last. */
export type RunScript = (script: string) => Promise<unknown[]>;

// From src/database or dist/database alike, two folders up is the project.
const FOLDER = fileURLToPath(new URL('../../../prisma/migrations/', import.meta.url));

// Any number that nobody else uses for an advisory lock in this database.
const LOCK = 7_210_445_119;
const LOCK_PATIENCE_MS = 60_000;

// Prisma's own bookkeeping, so that `prisma migrate` sees what was applied here.
const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Brings the database to the newest schema. Each migration is one transaction, recorded with its checksum. Several
 * processes may call it at once: one works, the others wait up to a minute.
 *
 * @throws Error when a migration fails (nothing of it stays), was changed after it was applied, or is unknown here
 */
export async function migrate(run: RunScript, folder: string = FOLDER): Promise<void> {
  await lock(run);
  try {
    await run(TABLE);
    const applied = new Map(
      (
        (await run(
          'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
        )) as {
          migration_name: string;
          checksum: string;
        }[]
      ).map((row) => [row.migration_name, row.checksum]),
    );
    const migrations = await readMigrations(folder);
    refuseStrangers(applied, migrations);
    for (const migration of migrations) {
      const checksum = applied.get(migration.name);
      if (checksum === undefined) await apply(run, migration);
      else if (checksum !== migration.checksum) {
        throw new Error(
          `Migration ${migration.name} was changed after it was applied here. Restore the file; changes go into a new migration.`,
        );
      }
    }
  } finally {
    await run(`SELECT pg_advisory_unlock(${LOCK})`);
  }
}

async function lock(run: RunScript): Promise<void> {
  const deadline = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    const [row] = (await run(`SELECT pg_try_advisory_lock(${LOCK}) AS got`)) as { got: boolean }[];
    if (row?.got) return;
    if (Date.now() > deadline)
      throw new Error('Another process has been migrating this database for over a minute. Start again when it is done.');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map((one) => one.name));
  const stranger = [...applied.keys()].find((name) => !known.has(name));
  if (stranger) throw new Error(`This database was migrated by a newer Millrace (${stranger}). Start that version, or a newer one.`);
}

async function apply(run: RunScript, migration: Migration): Promise<void> {
  try {
    await run(
      `BEGIN; ${migration.sql}\n;INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)` +
        ` VALUES ('${randomUUID()}', '${migration.checksum}', '${migration.name.replaceAll("'", "''")}', now(), 1); COMMIT`,
    );
  } catch (error) {
    await run('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`);
  }
}
