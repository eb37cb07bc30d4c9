import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database, TransactionSql } from '../../src/database/connection/database.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { transact } from '../../src/database/requests/transact.ts';
import { Refusal } from '../../src/model/rights/refusal.ts';
import { describeBoth, describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const refusal = () => new Refusal('conflict', 'No.');
const failure = (running: Promise<unknown>) =>
  running.then(
    () => 'none',
    (error: unknown) => error,
  );
const divide = (sql: TransactionSql) => sql.$queryRaw`SELECT 1 / 0 AS boom`;

describeBoth('a statement that fails', (open) => {
  let opened: TestDatabase;
  let database: Database;
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
    await database.client.$executeRawUnsafe('CREATE TABLE kept (what text)');
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', note);
  });
  afterEach(async () => {
    await wait(20);
    process.off('unhandledRejection', note);
  });

  it('is the reason, though nobody waited for it and the handler refused meanwhile', async () => {
    const sent = await failure(
      database.transaction(async (sql) => {
        sql.$sendRaw`SELECT 1 / 0 AS boom`;
        throw refusal();
      }),
    );
    expect(String(sent)).toMatch(/division by zero/);
    const left = await failure(
      database.transaction(async (sql) => {
        void divide(sql);
        throw refusal();
      }),
    );
    expect(String(left)).toMatch(/division by zero/);
    const behind = await failure(
      database.transaction(async (sql) => {
        sql.$sendRaw`SELECT 1 / 0 AS boom`;
        await sql.$queryRaw`SELECT 1 AS one`.catch(() => undefined);
        throw refusal();
      }),
    );
    expect(String(behind)).toMatch(/division by zero/);
  });

  it('leaves the decision to whoever heard of it', async () => {
    const heard = await failure(
      database.transaction(async (sql) => {
        await divide(sql).catch(() => {
          throw refusal();
        });
      }),
    );
    expect(heard).toBeInstanceOf(Refusal);
    const nothing = await failure(
      database.transaction(async (sql) => {
        sql.$sendRaw`SELECT 1 AS one`;
        throw refusal();
      }),
    );
    expect(nothing).toBeInstanceOf(Refusal);
  });

  it('fails the transaction of whoever heard of it and went on', async () => {
    const went = await failure(
      database.transaction(async (sql) => {
        await sql.$executeRaw`INSERT INTO kept (what) VALUES ('before a failure')`;
        await divide(sql).catch(() => undefined);
        return 'done';
      }),
    );
    expect(String(went)).toMatch(/division by zero/);
    expect(await database.sql.$queryRaw`SELECT what FROM kept WHERE what = 'before a failure'`).toEqual([]);
  });

  it('is no unhandled rejection where the handler that asked failed first', async () => {
    await failure(
      database.transaction(async (sql) => {
        void divide(sql);
        void sql.$executeRaw`SELECT 1 / 0 AS boom`;
        throw new Error('The handler is broken.');
      }),
    );
    await failure(database.transaction(async (sql) => Promise.all([divide(sql), divide(sql), divide(sql)])));
    await wait(100);
    expect(unhandled).toEqual([]);
  });

  it('is an error where it comes after the end of its transaction, and is not sent', async () => {
    let late: TransactionSql | undefined;
    await database.transaction(async (sql) => {
      late = sql;
    });
    const { $queryRaw, $executeRaw, $sendRaw } = late as unknown as TransactionSql;
    const after = /after the end of its transaction/;
    expect(() => $sendRaw`INSERT INTO kept (what) VALUES ('late')`).toThrow(after);
    await expect($executeRaw`INSERT INTO kept (what) VALUES ('late')`).rejects.toThrow(after);
    await expect($queryRaw`INSERT INTO kept (what) VALUES ('late') RETURNING what`).rejects.toThrow(after);
    // Nobody listens: the process hears of it.
    void $queryRaw`SELECT 1 AS one`;
    await wait(100);
    expect(unhandled.map(String)).toEqual([expect.stringMatching(after)]);
    expect(await database.sql.$queryRaw`SELECT what FROM kept WHERE what = 'late'`).toEqual([]);
  });

  it('undoes the others also where it could not even be sent', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const send = (sql: TransactionSql, value: unknown) => sql.$sendRaw`INSERT INTO kept (what) VALUES (${value}::jsonb::text)`;
    for (const what of ['first', 'again']) {
      const failed = await failure(
        database.transaction(async (sql) => {
          sql.$sendRaw`INSERT INTO kept (what) VALUES (${what})`;
          send(sql, circular);
          return 'done';
        }),
      );
      expect(failed, what).toBeInstanceOf(Error);
      expect(await database.sql.$queryRaw`SELECT what FROM kept WHERE what = ${what}`, what).toEqual([]);
    }
    // The same statement goes on working, on every connection of the pool.
    await Promise.all(Array.from({ length: 8 }, () => database.transaction(async (sql) => send(sql, '{"good": true}'))));
    expect(await database.sql.$queryRaw`SELECT count(*)::int AS n FROM kept WHERE what LIKE '%good%'`).toEqual([{ n: 8 }]);
  });
});

describeServer('a pipelined statement that fails', () => {
  let opened: TestDatabase & { readonly url: string };
  let database: Database;
  beforeAll(async () => {
    // One connection: what one transaction leaves, the next finds.
    opened = await openTestServer(1);
    database = opened.database;
  });
  afterAll(() => opened.close());
  const connection = async () => (await database.sql.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`)[0]?.pid;

  it('is told as the first, though a statement behind it was sent twice under one name', async () => {
    const twice = (sql: TransactionSql) => sql.$queryRaw`SELECT 4711 AS never_sent_before`;
    const failed = await failure(
      database.transaction(async (sql) => {
        sql.$sendRaw`SELECT 1 / 0 AS boom`;
        twice(sql).catch(() => undefined);
        return twice(sql);
      }),
    );
    expect(String(failed)).toMatch(/division by zero/);
    expect(await database.transaction(twice)).toEqual([{ never_sent_before: 4711 }]);
  });

  it('costs the connection only where it could not be sent', async () => {
    const before = await connection();
    await failure(database.transaction(divide));
    await failure(
      database.transaction(async () => {
        throw refusal();
      }),
    );
    await failure(
      database.transaction(async () => {
        throw new Error('The handler is broken.');
      }),
    );
    expect(await connection()).toBe(before);
    await failure(database.transaction((sql) => sql.$queryRaw`SELECT ${{ n: 1n }}::jsonb AS big`));
    expect(await connection()).not.toBe(before);
    expect(await database.transaction((sql) => sql.$queryRaw`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  it('is not remembered as the refusal that did not wait for the lock', async () => {
    const organizationId = await addOrganization(database.sql);
    const holder = new pg.Client({ connectionString: opened.url });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT id FROM organization FOR NO KEY UPDATE');
      const said = failure(
        transact(database, organizationId, 'command:refused', NOON, async ({ sql }) => {
          sql.$sendRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
          throw refusal();
        }),
      );
      expect(await said).toMatchObject({ name: 'Refusal', code: 'busy' });
    } finally {
      await holder.end();
    }
  });
});
