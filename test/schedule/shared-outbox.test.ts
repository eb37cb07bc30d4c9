import { type ChildProcess, fork } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { paragraph } from '../../src/chat/block.ts';
import type { DeliveryResult } from '../../src/chat/send.ts';
import { announce } from '../../src/database/messages/outbox.ts';
import { liftSuspension } from '../../src/database/messages/suspension.ts';
import { WORKSPACE_ID } from '../../src/demo/company.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { type Served, serve } from '../support/serve.ts';

interface Call {
  readonly placeId: string;
  readonly text: string;
  readonly pid: number;
  /** When it came, in ms. */
  readonly at: number;
}

const HOME = { platform: 'slack', externalId: WORKSPACE_ID };

describeServer('processes that share an outbox', () => {
  let opened: TestDatabase & { readonly url: string };
  let platform: Served;
  let calls: Call[];
  /** What the platform answers; null: nothing, ever. */
  let answer: (call: Call) => DeliveryResult | null;
  const children = new Set<ChildProcess>();

  beforeEach(async () => {
    opened = await openTestServer();
    await loadDemo(opened.database, { now: new Date(), workspaceId: WORKSPACE_ID });
    await opened.database.client.outbox.deleteMany();
    calls = [];
    answer = ({ at }) => ({ type: 'sent', externalId: `${at}` });
    platform = await serve(() => [{ method: 'POST', path: '/', handle: take }]);
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all([...children].map(ended));
    children.clear();
    await platform.close();
    await opened.close();
  });

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { placeId, blocks, pid } = JSON.parse(Buffer.concat(parts).toString()) as { placeId: string; blocks: unknown; pid: number };
    const text = /"text":"([^"]*)"/.exec(JSON.stringify(blocks))?.[1] ?? '';
    const call = { placeId, text, pid, at: performance.now() };
    calls.push(call);
    const said = answer(call);
    if (said) response.end(JSON.stringify(said));
  }

  function ended(child: ChildProcess): Promise<void> {
    return new Promise((resolve) =>
      child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve()),
    );
  }

  async function start(more: { readonly leaseMs?: number; readonly paceMs?: number; readonly token?: string } = {}): Promise<ChildProcess> {
    const options = {
      url: opened.url,
      platformUrl: platform.url,
      workspaceId: WORKSPACE_ID,
      token: 'a',
      leaseMs: 2_000,
      paceMs: 0,
      ...more,
    };
    const worker = fileURLToPath(new URL('./sender-worker.ts', import.meta.url));
    const child = fork(worker, [JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children.add(child);
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`A sender ended with ${code}.`)));
    });
    return child;
  }

  async function tell(placeId: string, count: number, name = placeId): Promise<void> {
    const { id: organizationId } = await opened.database.client.organization.findFirstOrThrow({ where: { name: 'Lindenhof' } });
    const messages = Array.from({ length: count }, (_, n) => ({
      subject: `${name}-${n}`,
      blocks: [paragraph(`${name}-${n}`)],
      mode: 'post' as const,
      place: { platform: 'slack', externalId: placeId },
    }));
    await opened.database.transaction(async (sql) => announce({ organizationId, sql, writing: true }, messages, new Date()));
  }
  const states = async () => {
    const rows = await opened.database.client.outbox.groupBy({ by: ['state'], _count: true, where: { platform: 'slack' } });
    return Object.fromEntries(rows.map((row) => [row.state, row._count]));
  };
  /** All look once more, and find nothing that may go. */
  const settle = () =>
    Promise.all(
      [...children]
        .filter((child) => child.connected)
        .map(
          (child) =>
            new Promise((resolve) => {
              child.once('message', resolve);
              child.send('settle');
            }),
        ),
    );
  const within = { timeout: 40_000, interval: 50 };

  it('leave one message in doubt when one of them is killed, and the next sends all others once', async () => {
    answer = ({ at }) => (calls.length <= 4 ? { type: 'sent', externalId: `${at}` } : null);
    await tell('C1', 30);
    const killed = await start();
    await expect.poll(() => calls.length, within).toBe(5);
    killed.kill('SIGKILL');
    await ended(killed);
    answer = ({ at }) => ({ type: 'sent', externalId: `${at}` });
    await start();
    await expect.poll(states, within).toEqual({ sent: 29, unconfirmed: 1 });
    expect(calls.map((call) => call.text)).toEqual(Array.from({ length: 30 }, (_, n) => `C1-${n}`));
    const doubtful = await opened.database.client.outbox.findFirstOrThrow({ where: { state: 'unconfirmed' } });
    expect([doubtful.subject, doubtful.error]).toEqual(['C1-4', 'interrupted']);
  }, 90_000);

  it('keep one pace for a channel among them all', async () => {
    const paceMs = 300;
    await Promise.all([start({ paceMs }), start({ paceMs }), start({ paceMs })]);
    await Promise.all([tell('C1', 8), tell('C2', 8)]);
    for (const child of children) child.send('kick');
    await expect.poll(states, within).toEqual({ sent: 16 });
    for (const place of ['C1', 'C2']) {
      const at = calls.filter((call) => call.placeId === place).map((call) => call.at);
      expect(at).toHaveLength(8);
      // Begun by the database's clock, heard by ours: what lies between may differ from call to call.
      expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeGreaterThan(7 * paceMs - 100);
    }
  }, 90_000);

  it('all wait as long as the platform asks one of them to for a channel, and others go on', async () => {
    answer = ({ placeId, at }) => (placeId === 'C1' ? { type: 'limited', seconds: 600 } : { type: 'sent', externalId: `${at}` });
    await Promise.all([tell('C1', 10), tell('C2', 5)]);
    await Promise.all([start(), start(), start()]);
    await expect.poll(states, within).toEqual({ due: 10, sent: 5 });
    for (const child of children) child.send('kick');
    await tell('C3', 3);
    for (const child of children) child.send('kick');
    await expect.poll(states, within).toEqual({ due: 10, sent: 8 });
    await settle();
    expect(calls.filter((call) => call.placeId === 'C1')).toHaveLength(1);
  }, 90_000);

  it('take a second limited channel for the workspace: then nothing is posted there by anybody', async () => {
    answer = () => ({ type: 'limited', seconds: 600 });
    await tell('C1', 3);
    await start();
    await expect.poll(() => opened.database.client.outboundPace.count({ where: { limited: 'post' } }), within).toBe(1);
    await tell('C2', 3);
    for (const child of children) child.send('kick');
    await expect.poll(() => opened.database.client.outboundPace.count({ where: { scope: 'method:post' } }), within).toBe(1);
    await tell('C3', 3);
    await start();
    await settle();
    expect(calls.map((call) => call.placeId)).toEqual(['C1', 'C2']);
    expect(await states()).toEqual({ due: 9 });
  }, 90_000);

  it('stop at a refused token after one call, tell an admin elsewhere, and go on with another token', async () => {
    const { client } = opened.database;
    const admin = await client.member.findFirstOrThrow({ where: { isAdmin: true } });
    const account = {
      organizationId: admin.organizationId,
      platform: 'teams',
      externalTeam: 'tenant',
      externalUser: 'object-admin',
      memberId: admin.id,
    };
    await client.account.create({ data: account });
    answer = () => ({ type: 'suspended', error: 'token_revoked' });
    await tell('C1', 5);
    await start();
    await expect.poll(() => client.workspace.count({ where: { suspendedCode: 'token_revoked' } }), within).toBe(1);
    await tell('C2', 5);
    await start();
    await settle();
    expect(calls).toHaveLength(1);
    const letters = await client.outbox.findMany({ where: { platform: 'teams' } });
    expect(letters.map((one) => [one.placeId, one.state])).toEqual([['object-admin', 'due']]);
    expect(JSON.stringify(letters[0]?.message)).toContain('Slack no longer takes my messages (token_revoked)');
    // A new token, and then the old one seen to work again.
    answer = ({ at }) => ({ type: 'sent', externalId: `${at}` });
    await start({ token: 'b' });
    await expect.poll(states, within).toEqual({ sent: 10 });
    await tell('C3', 1);
    expect(await liftSuspension(opened.database, HOME)).toBe(true);
    for (const child of children) if (child.connected) child.send('kick');
    await expect.poll(states, within).toEqual({ sent: 11 });
    expect(await client.outbox.count({ where: { platform: 'teams' } })).toBe(1);
  }, 90_000);

  it('give a message up, with the reason, when the platform has said “too many” for a quarter of an hour', async () => {
    answer = () => ({ type: 'limited', seconds: 86_400 });
    await tell('C1', 1);
    await start();
    await expect.poll(() => calls.length, within).toBe(1);
    const { client } = opened.database;
    await expect.poll(() => client.outbox.count({ where: { state: 'due', error: 'rate limited' } }), within).toBe(1);
    const [pace] = await client.outboundPace.findMany();
    expect((pace?.notBefore.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
    expect((pace?.notBefore.getTime() ?? 0) - Date.now()).toBeGreaterThan(14 * 60_000);
    // The quarter of an hour passes.
    const then = new Date(Date.now() - 16 * 60_000);
    await client.outbox.updateMany({ data: { notBefore: then, limitedSince: then } });
    await client.outboundPace.updateMany({ data: { notBefore: then } });
    for (const child of children) child.send('kick');
    await expect.poll(states, within).toEqual({ failed: 1 });
    expect((await client.outbox.findFirstOrThrow()).error).toBe('rate limited for more than 15 minutes');
    expect(calls).toHaveLength(2);
  }, 90_000);
});
