import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { migrate } from '../../src/database/connection/migrate.ts';
import { applyItemEvent, type ItemEvent, type ItemSnapshot } from '../../src/model/item/item-event.ts';
import { describeServer } from '../support/databases.ts';
import { schemaSql } from '../support/schema-sql.ts';

const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url).pathname;

/** What the migrations hold beyond prisma/schema.prisma, because its language cannot say it. */
const BEYOND = {
  indexes: [
    'blocked_interval_open_key',
    'place_announces_key',
    'stage_visit_open_key',
    'item_title_likeness',
    'epic_title_likeness',
    'parked_idea_title_likeness',
    'item_expedited',
    'portfolio_review_open_key',
    'theme_one_name_key',
    'objective_one_title_key',
  ],
  constraints: ['parked_idea_item_fkey', 'parked_idea_epic_fkey', 'bet_exception_epic_fkey', 'portfolio_review_step_epic_fkey'],
  collated: ['item.rank'],
};

describeServer('migrations', () => {
  const names: string[] = [];
  const clients: pg.Client[] = [];
  const server = () => inject('postgresUrl') ?? '';

  async function freshDatabase(): Promise<{ client: pg.Client; url: string }> {
    const name = `millrace_migrations_${process.pid}_${names.length}`;
    names.push(name);
    await admin(`CREATE DATABASE ${name}`);
    const url = new URL(server());
    url.pathname = `/${name}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    clients.push(client);
    return { client, url: url.href };
  }
  async function admin(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: server() });
    await client.connect();
    await client.query(sql);
    await client.end();
  }
  const runner = (client: pg.Client) => async (script: string) => {
    const result = (await client.query(script)) as unknown as { rows: unknown[] } | { rows: unknown[] }[];
    return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
  };
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    for (const client of clients) await client.end();
    for (const name of names) await admin(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  async function catalog(client: pg.Client) {
    const columns = await client.query(
      `SELECT table_name || '.' || column_name AS name, data_type, is_nullable, coalesce(column_default, '') AS standard, coalesce(collation_name, '') AS collation
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    );
    const indexes = await client.query(
      `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    );
    const constraints = await client.query(
      `SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
         AND conrelid <> coalesce(to_regclass('_prisma_migrations'), 0) ORDER BY 1`,
    );
    return {
      columns: columns.rows.map((row) => (BEYOND.collated.includes(row.name) ? { ...row, collation: '' } : row)),
      indexes: indexes.rows.filter((row) => !BEYOND.indexes.includes(row.indexname)),
      constraints: constraints.rows.filter((row) => !BEYOND.constraints.includes(row.conname)),
    };
  }

  it('give the same catalog as the schema (M-08)', async () => {
    const [migrated, declared] = [await freshDatabase(), await freshDatabase()];
    await migrate(runner(migrated.client));
    await declared.client.query(await schemaSql(server()));
    expect(await catalog(migrated.client)).toEqual(await catalog(declared.client));
  });

  it('are applied once when five processes start at the same time (M-01)', async () => {
    const { url, client } = await freshDatabase();
    const processes = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const one = new pg.Client({ connectionString: url });
        await one.connect();
        return one;
      }),
    );
    await Promise.all(processes.map((one) => migrate(runner(one))));
    await Promise.all(processes.map((one) => one.end()));
    const { rows } = await client.query('SELECT migration_name, count(*)::int AS times FROM "_prisma_migrations" GROUP BY 1');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.times === 1)).toBe(true);
  });

  it('tell apart what shared a name before names were held apart, as a version of it', async () => {
    const { client } = await freshDatabase();
    const before = join(folder, 'before');
    cpSync(MIGRATIONS, before, { recursive: true, filter: (file) => !file.includes('_one_name') });
    await migrate(runner(client), `${before}/`);
    const org = '00000000-0000-7000-8000-000000000001';
    const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
    await client.query(`INSERT INTO organization (id, name, zone, created_at) VALUES ('${org}', 'Fair', 'UTC', now())`);
    const themes = [
      [2, 'T-1', 'Calm money', 'active'],
      [3, 'T-2', 'CALM money', 'draft'],
      [4, 'T-3', 'Calm money', 'retired'],
    ];
    for (const [n, key, name, state] of themes)
      await client.query(
        `INSERT INTO theme (organization_id, id, key, name, state, win_where, reviewed_at, created_at) VALUES ($1, $2, $3, $4, $5, 'Here', '2026-01-0${n}', '2026-01-01')`,
        [org, id(Number(n)), key, name, state],
      );
    for (const n of [5, 6])
      await client.query(
        `INSERT INTO objective (organization_id, id, title, created_at) VALUES ($1, $2, 'Nobody waits', '2026-01-0${n}')`,
        [org, id(n)],
      );
    await migrate(runner(client));
    const named = await client.query('SELECT name, revision FROM theme ORDER BY key');
    expect(named.rows).toEqual([
      { name: 'Calm money', revision: 1 },
      { name: 'CALM money (T-2)', revision: 2 },
      { name: 'Calm money', revision: 1 },
    ]);
    const titled = await client.query('SELECT title FROM objective ORDER BY created_at');
    expect(titled.rows).toEqual([{ title: 'Nobody waits' }, { title: 'Nobody waits (000006)' }]);
    const told = await client.query(
      "SELECT subject_type AS of, subject_version AS n, kind, data, at <= '2026-01-03' AS early FROM event ORDER BY 1 DESC",
    );
    expect(told.rows).toEqual([
      { of: 'theme', n: 2, kind: 'changed', data: { name: 'CALM money (T-2)' }, early: true },
      { of: 'objective', n: 2, kind: 'changed', data: { title: 'Nobody waits (000006)' }, early: false },
    ]);
  });

  it('take away the starts that an import made up of finishes, as the log tells it', async () => {
    const { client } = await freshDatabase();
    const before = join(folder, 'made-up');
    cpSync(MIGRATIONS, before, { recursive: true, filter: (file) => !file.includes('_unknown_start') });
    await migrate(runner(client), `${before}/`);
    const [org, stream, stage] = ['01', '02', '03'].map((n) => `00000000-0000-7000-8000-0000000000${n}`);
    const hour = (n: number) => new Date(Date.UTC(2026, 5, 1, n)).toISOString();
    await client.query(`INSERT INTO organization (id, name, zone, created_at) VALUES ('${org}', 'Fair', 'UTC', now())`);
    await client.query(
      `INSERT INTO value_stream (organization_id, id, key, name, created_at) VALUES ('${org}', '${stream}', 'PAY', 'Pay', now())`,
    );
    await client.query(
      `INSERT INTO stage (organization_id, stream_id, id, name, kind, position) VALUES ('${org}', '${stream}', '${stage}', 'doing', 'active', 0)`,
    );
    await client.query(
      `INSERT INTO service_level (organization_id, stream_id, day, p50, p85, sample) VALUES ('${org}', '${stream}', now(), 1, 1, 9)`,
    );
    const added = { kind: 'added', data: { streamId: stream, key: 'PAY-1', title: 'x', kind: 'feature', rank: 'a0' } };
    const finished = { kind: 'finished', data: {} };
    const [pulled, reopened] = ['pulled', 'reopened'].map((kind) => ({ kind, data: { stageId: stage, teamId: null } }));
    const undone = (startedAt: string, finishedAt: string) => ({
      kind: 'undone',
      data: {
        of: 3,
        act: 'reopened',
        before: {
          state: 'done',
          stageId: null,
          teamId: null,
          pulledBy: null,
          rank: null,
          blocked: false,
          readyAt: null,
          startedAt,
          finishedAt,
          returns: 0,
          reopened: 0,
        },
      },
    });
    const corrected = {
      kind: 'corrected',
      data: { startedAt: hour(0), reason: 'known', was: { startedAt: hour(1), finishedAt: hour(1) } },
    };
    // An event an hour: what the last version noted as the start, and which it is.
    const logs: [unknown[], string, string | null][] = [
      [[added, finished], hour(1), null],
      [[added, pulled, finished], hour(1), hour(1)],
      [[added, finished, reopened, finished], hour(1), hour(2)],
      [[added, finished, reopened, undone(hour(1), hour(1))], hour(1), null],
      [[added, finished, corrected], hour(0), hour(0)],
    ];
    for (const [n, [events, noted]] of logs.entries()) {
      const id = `00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
      await client.query(
        `INSERT INTO item (organization_id, id, stream_id, key, title, state, started_at, finished_at, created_at, changed_at)
         VALUES ($1, $2, $3, $4, 'x', 'done', $5, $6, $7, $6)`,
        [org, id, stream, `PAY-${n}`, noted, hour(events.length - 1), hour(0)],
      );
      for (const [at, event] of (events as { kind: string; data: object }[]).entries())
        await client.query(
          `INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, data) VALUES ($1, 'item', $2, $3, $4, $5, $6)`,
          [org, id, at + 1, event.kind, hour(at), event.data],
        );
    }
    await migrate(runner(client));
    const { rows } = await client.query('SELECT started_at FROM item ORDER BY key');
    expect(rows.map((row) => row.started_at?.toISOString() ?? null)).toEqual(logs.map(([, , known]) => known));
    // Replaying the log gives the same, though an undoing of old carries the made-up start.
    const replayed = logs.map(([events]) =>
      (events as ItemEvent[]).reduce<ItemSnapshot | null>((item, event, at) => applyItemEvent(item, event, new Date(hour(at))), null),
    );
    expect(replayed.map((item) => item?.startedAt?.toISOString() ?? null)).toEqual(logs.map(([, , known]) => known));
    expect((await client.query('SELECT * FROM service_level')).rows).toEqual([]);
  });

  it('leave nothing behind when one fails half way, and name it (M-03)', async () => {
    const { client } = await freshDatabase();
    const broken = join(folder, 'broken');
    cpSync(MIGRATIONS, broken, { recursive: true });
    mkdirSync(join(broken, '99990101000000_half'));
    writeFileSync(join(broken, '99990101000000_half/migration.sql'), 'CREATE TABLE "half" (id int); SELECT 1 / 0;');
    await expect(migrate(runner(client), `${broken}/`)).rejects.toThrow(/99990101000000_half failed and was rolled back/);
    const { rows } = await client.query(`SELECT to_regclass('half') AS half, to_regclass('item') AS item`);
    expect(rows).toEqual([{ half: null, item: 'item' }]);
  });

  it('refuse a file that was changed after it was applied, and a database of a newer version', async () => {
    const { client } = await freshDatabase();
    const newer = join(folder, 'newer');
    cpSync(MIGRATIONS, newer, { recursive: true });
    mkdirSync(join(newer, '99990101000000_next'));
    const file = join(newer, '99990101000000_next/migration.sql');
    writeFileSync(file, 'SELECT 1;');
    await migrate(runner(client), `${newer}/`);
    writeFileSync(file, 'SELECT 2;');
    await expect(migrate(runner(client), `${newer}/`)).rejects.toThrow(/99990101000000_next was changed after it was applied/);
    await expect(migrate(runner(client))).rejects.toThrow(/migrated by a newer Millrace \(99990101000000_next\)/);
  });
});
