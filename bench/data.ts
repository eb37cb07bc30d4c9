import pg from 'pg';
import type { Database } from '../src/database/connection/database.ts';
import { openServer } from '../src/database/connection/server.ts';
import { addCompany, type Company } from '../test/concurrency/company.ts';

export const WORKSPACE = 'T0MILLRACE';
const DAYS = 4 * 365;

export interface Filled {
  readonly url: string;
  readonly database: Database;
  readonly company: Company;
  readonly close: () => Promise<void>;
}

export interface Amount {
  /** Finished over four years. */
  readonly done: number;
  /** Ready, with ranks. */
  readonly ready: number;
  readonly limit?: number;
}

let made = 0;

/** A database of its own on the server: one stream with its history, one team with 24 people. */
export async function fill(server: string, { done, ready, limit = 3 }: Amount): Promise<Filled> {
  made += 1;
  const url = new URL(server);
  url.pathname = `/bench_${made}`;
  await execute(server, `CREATE DATABASE bench_${made}`);
  const database = await openServer({ url: url.href, poolSize: 10 });
  const company = await addCompany(database, {
    workspaceId: WORKSPACE,
    streams: [{ key: 'PAY', ready }],
    teams: [{ name: 'Alpha', limit, streams: ['PAY'], people: 24 }],
  });
  if (done > 0) await execute(url.href, historySql(company, done));
  await execute(url.href, 'VACUUM ANALYZE');
  return { url: url.href, database, company, close: database.close };
}

// Items that were pulled and finished: each with its events and its stay in delivery.
function historySql({ organizationId, streamId, stages }: Company, done: number): string {
  const [org, stream, stage] = [organizationId, streamId('PAY'), stages[0]?.id ?? ''].map((id) => `'${id}'::uuid`);
  return `
    CREATE TEMP TABLE old AS SELECT uuidv7() AS id, 'OLD-' || n AS key, now() - make_interval(secs => (random() * ${DAYS} * 86400)) AS finished_at,
      make_interval(days => (random() * 20)::int) AS took, (SELECT id FROM team LIMIT 1) AS team_id FROM generate_series(1, ${done}) n;
    INSERT INTO item (organization_id, id, stream_id, key, title, kind, state, team_id, version, revision, created_at, ready_at, started_at, finished_at, changed_at)
      SELECT ${org}, id, ${stream}, key, 'What ' || key || ' was about', 'feature', 'done', team_id, 4, 4, finished_at - took * 2, finished_at - took, finished_at - took, finished_at, finished_at FROM old;
    INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, data)
      SELECT ${org}, 'item', id, version, kind, finished_at - took, '{}' FROM old, (VALUES (3, 'pulled'), (4, 'finished')) AS e(version, kind);
    INSERT INTO stage_visit (organization_id, id, item_id, stream_id, team_id, stage_id, phase, stage, kind, entered_at, left_at)
      SELECT ${org}, uuidv7(), id, ${stream}, team_id, ${stage}, 'delivery', 'in progress', 'active', finished_at - took, finished_at FROM old;`;
}

export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
