import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { CommitUnknown } from '../../src/database/connection/commit-unknown.ts';
import { addOrganization } from '../../src/database/organization/identify.ts';
import { transact } from '../../src/database/requests/transact.ts';
import { appForSuite } from '../support/app.ts';
import { describeServer } from '../support/databases.ts';
import { openProxied, type ProxiedDatabase } from '../support/postgres-proxy.ts';

const NOON = new Date('2026-11-21T12:00:00Z');

describeServer('a COMMIT whose answer is lost', () => {
  let opened: ProxiedDatabase;
  let organizationId: string;
  let key: string;
  let tries = 0;
  beforeAll(async () => {
    opened = await openProxied();
    organizationId = await addOrganization(opened.direct.sql);
    await opened.direct.client.$executeRawUnsafe('CREATE TABLE done (what text)');
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    tries += 1;
    key = `action:${tries}`;
    opened.proxy.newcomers('pass');
  });

  // Each run answers otherwise, as stamped buttons do.
  const write = () =>
    transact(opened.database, organizationId, key, NOON, async ({ sql }) => {
      sql.$sendRaw`INSERT INTO done (what) VALUES (${key})`;
      return { type: 'message', said: Math.random() };
    });
  const done = async () => (await opened.direct.sql.$queryRaw<unknown[]>`SELECT what FROM done WHERE what = ${key}`).length;

  it('is found out by the inbox row, and answered as what it was', async () => {
    opened.proxy.loseCommit('answer');
    const first = await write();
    expect(first.replayed).toBe(false);
    expect(await done()).toBe(1);
    expect(await write()).toEqual({ reply: first.reply, replayed: true });
    expect(await done()).toBe(1);
  });

  it('is done once where it had not reached the server', async () => {
    opened.proxy.loseCommit('request');
    expect((await write()).replayed).toBe(false);
    expect(await done()).toBe(1);
  });

  it('is said as what it is while nobody can be asked, and the same again finds out', async () => {
    opened.proxy.loseCommit('answer', () => opened.proxy.newcomers('refuse'));
    // Idle connections of the pool lead over the proxy, too.
    await expect(write()).rejects.toMatchObject({ name: 'Refusal', code: 'unconfirmed' });
    expect(await done()).toBe(1);
    opened.proxy.newcomers('pass');
    expect((await write()).replayed).toBe(true);
    expect(await done()).toBe(1);
  });

  it('is said as what it is also where it had not reached the server', async () => {
    opened.proxy.loseCommit('request', () => opened.proxy.newcomers('refuse'));
    await expect(write()).rejects.toMatchObject({ name: 'Refusal', code: 'unconfirmed' });
    expect(await done()).toBe(0);
    opened.proxy.newcomers('pass');
    expect((await write()).replayed).toBe(false);
    expect(await done()).toBe(1);
  });

  it('is not in doubt where the server refused a statement before it', async () => {
    const failing = opened.database.transaction(async (sql) => {
      sql.$sendRaw`SELECT 1 / 0 AS boom`;
    });
    await expect(failing).rejects.toThrow(/division by zero/);
    opened.proxy.loseCommit('answer');
    await expect(opened.database.transaction((sql) => sql.$queryRaw`SELECT 1 AS one`)).rejects.toBeInstanceOf(CommitUnknown);
  });
});

describeServer('words whose COMMIT is lost', () => {
  let opened: ProxiedDatabase;
  const app = appForSuite(async () => (opened = await openProxied()), { demo: true });
  const items = async () =>
    (await opened.direct.sql.$queryRaw<unknown[]>`SELECT key FROM item WHERE title = 'Refund in the app, by card'`).length;

  it('are carried out once, however often they are typed', async () => {
    const add = () => app.driver.command({ as: 'ruth', channel: 'payments', text: '/flow add Refund in the app, by card' });
    opened.proxy.loseCommit('answer', () => opened.proxy.newcomers('refuse'));
    expect(JSON.stringify(await add())).toMatch(/can't tell whether/);
    opened.proxy.newcomers('pass');
    expect(await items()).toBe(1);
    const second = JSON.stringify(await add());
    expect(second).toMatch(/Refund in the app/);
    expect(await items()).toBe(1);
    // From here on the same words are a new act again, which asks about the one that is like it.
    expect(JSON.stringify(await add())).not.toBe(second);
  });
});
