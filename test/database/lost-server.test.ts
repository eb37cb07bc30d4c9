import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAnswering } from '../../src/database/connection/answering.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { transact } from '../../src/database/requests/transact.ts';
import { describeServer } from '../support/databases.ts';
import { openProxied, type ProxiedDatabase } from '../support/postgres-proxy.ts';

const NOON = new Date('2026-11-21T12:00:00Z');
const SIZE = 4;
// What a test waits for a connection that swallows; generous where the machine is busy.
const TIMING = { queryMs: 1_000, connectMs: 1_000 };

describeServer('a server that is lost', () => {
  let opened: ProxiedDatabase;
  let organizationId: string;
  let tries = 0;
  beforeEach(async () => {
    opened = await openProxied({ poolSize: SIZE, timing: TIMING });
    organizationId = await addOrganization(opened.direct.sql);
    await opened.direct.client.$executeRawUnsafe('CREATE TABLE done (what text)');
  });
  afterEach(() => opened.close());

  const write = () => {
    tries += 1;
    return transact(opened.database, organizationId, `action:${tries}`, NOON, async ({ sql }) => {
      sql.$sendRaw`INSERT INTO done (what) VALUES ('done')`;
      return { type: 'message' };
    });
  };
  const done = async () => (await opened.direct.sql.$queryRaw<unknown[]>`SELECT what FROM done`).length;
  /** Opens every connection of the pool and does something on each. */
  const onEach = async (what: (sql: Parameters<Parameters<ProxiedDatabase['database']['transaction']>[0]>[0]) => Promise<unknown>) => {
    let arrived = 0;
    let open: (() => void) | undefined;
    const all = new Promise<void>((resolve) => {
      open = resolve;
    });
    const room = SIZE - 1;
    await Promise.all(
      Array.from({ length: room }, () =>
        opened.database.transaction(async (sql) => {
          await what(sql);
          arrived += 1;
          if (arrived === room) open?.();
          await all;
        }),
      ),
    );
  };

  it('is left for another when it may only be read from since a failover', async () => {
    await onEach((sql) => sql.$executeRaw`SET SESSION default_transaction_read_only = on`);
    const before = opened.proxy.passed();
    expect((await write()).replayed).toBe(false);
    await Promise.all([write(), write()]);
    expect(await done()).toBe(3);
    expect(opened.proxy.passed()).toBeGreaterThan(before);
    // None of the old ones is left.
    await onEach(async (sql) => {
      expect(await sql.$queryRaw`SHOW default_transaction_read_only`).toEqual([{ default_transaction_read_only: 'off' }]);
    });
  });

  it('is left for another when it ended the sessions, idle and in the midst', async () => {
    await onEach((sql) => sql.$queryRaw`SELECT 1 AS one`);
    const end = () => opened.direct.sql.$queryRaw`
      SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid NOT IN (
        SELECT pid FROM pg_stat_activity WHERE query LIKE '%pg_terminate_backend%')`;
    await end();
    await write();
    let ended = false;
    await transact(opened.database, organizationId, 'action:midst', NOON, async ({ sql }) => {
      await sql.$executeRaw`INSERT INTO done (what) VALUES ('done')`;
      if (!ended) {
        ended = true;
        await end();
      }
      await sql.$queryRaw`SELECT 1 AS one`;
      return { type: 'message' };
    });
    expect(await done()).toBe(2);
  });

  it('costs one wait when packets are swallowed, and the pool refills', async () => {
    await onEach((sql) => sql.$queryRaw`SELECT 1 AS one`);
    opened.proxy.swallow();
    // The first to ask finds out, and what waited unused goes with it.
    await Promise.allSettled(Array.from({ length: SIZE * 3 }, () => write()));
    expect(await isAnswering(opened.database)).toBe(true);
    const before = await done();
    const began = performance.now();
    await Promise.all(Array.from({ length: SIZE }, () => write()));
    expect(await done()).toBe(before + SIZE);
    expect(performance.now() - began).toBeLessThan(TIMING.queryMs);
  });

  it('is told: nobody waits without end, readiness is off, and closing ends', async () => {
    await onEach((sql) => sql.$queryRaw`SELECT 1 AS one`);
    opened.proxy.swallow();
    opened.proxy.newcomers('swallow');
    const answers = await Promise.allSettled(Array.from({ length: SIZE * 5 }, () => write()));
    for (const one of answers) expect(one).toMatchObject({ status: 'rejected', reason: { name: 'Refusal' } });
    await expect(opened.database.sql.$queryRaw`SELECT 1 AS one`).rejects.toThrow();
    expect(await isAnswering(opened.database, 200)).toBe(false);
    const waiting = Promise.allSettled([write(), opened.database.sql.$queryRaw`SELECT 1 AS one`]);
    await opened.database.close();
    await waiting;
    opened.proxy.newcomers('pass');
    expect(await done()).toBe(0);
  });

  it('leaves a connection to those who read, and tells whoever finds the others taken within the time that a person waits', async () => {
    let free: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      free = resolve;
    });
    const holders = Array.from({ length: SIZE - 1 }, () => opened.database.transaction(() => held));
    const began = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: SIZE * 3 }, () => write()));
    for (const one of answers) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'busy' } });
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await isAnswering(opened.database)).toBe(true);
    free?.();
    await Promise.all(holders);
    await write();
    expect(await done()).toBe(1);
  });
});
