import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/database/connection/embedded.ts';
import { openServer } from '../../src/database/connection/server.ts';
import { saidOfTheRest } from './left-to-all.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Maintenance database of a server, or null where none can run. */
    postgresUrl: string | null;
    /** The migrated database that tests clone. */
    templateName: string;
    /** File with a dump of a migrated embedded database. */
    embeddedDump: string;
    /** Whether everything runs, or what fits into a few minutes (left-to-all.ts). */
    everything: boolean;
  }
}

/** Once for all suites: a server with one migrated template, and a dump of a migrated embedded database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  const server = process.env.TEST_DATABASE_URL ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} } : await startOrSkip();
  const templateName = `millrace_template_${process.pid}`;
  if (server) {
    await execute(server.url, `CREATE DATABASE ${templateName}`);
    const template = await openServer({ url: withDatabase(server.url, templateName) });
    await template.close();
  }
  const embedded = await openEmbedded({ folder: null });
  const dump = await embedded.dump();
  await embedded.close();
  const embeddedDump = join(folder, 'embedded.tar');
  writeFileSync(embeddedDump, Buffer.from(await dump.arrayBuffer()));

  project.provide('postgresUrl', server?.url ?? null);
  project.provide('templateName', templateName);
  project.provide('embeddedDump', embeddedDump);
  return async () => {
    if (!project.config.provide.everything) process.stderr.write(`\n${saidOfTheRest()}\n`);
    if (server) await execute(server.url, `DROP DATABASE IF EXISTS ${templateName} WITH (FORCE)`);
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function startOrSkip() {
  try {
    return await startPostgres();
  } catch (error) {
    if (process.env.CI) throw error;
    process.stderr.write(
      `\n!!! No Postgres server can run here, so the suites that need one are SKIPPED: ${error instanceof Error ? error.message : String(error)}\n\n`,
    );
    return null;
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
