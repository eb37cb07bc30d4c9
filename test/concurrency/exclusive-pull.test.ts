import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints, latency, summary } from '../support/history/check.ts';
import type { Operation } from '../support/history/operation.ts';
import { pullAndFinish } from './clients.ts';
import { addCompany, type Company } from './company.ts';
import { compareWithReplay, compareWithWitness, watchItems } from './log-completeness.ts';
import { type ReplicaProcess, startReplica } from './replica-process.ts';
import { readAnswer } from './words.ts';

const REPLICAS = 3;
const CLIENTS = 24;
const LIMIT = 3;
const ITEMS = 1_000;
/** RELIABILITY C-01 names 60; fewer fit here. */
const SECONDS = Number(process.env.C01_SECONDS ?? 10);
const TEAMS = ['Alpha', 'Beta', 'Gamma'];

// Three teams share the stream and its limit, so that the stream's lock alone keeps it, not the row of a team.
describeServer('C-01 and C-12: three replicas, 24 clients, one stream', () => {
  let opened: TestDatabase & { readonly url: string };
  let company: Company;
  let replicas: readonly ReplicaProcess[] = [];
  let history: readonly Operation[] = [];

  beforeAll(async () => {
    opened = await openTestServer();
    company = await addCompany(opened.database, {
      workspaceId: 'T0C01',
      streams: [{ key: 'PAY', limit: LIMIT, ready: ITEMS }],
      teams: TEAMS.map((name) => ({ name, limit: LIMIT, streams: ['PAY'], people: CLIENTS / TEAMS.length })),
    });
    await watchItems(opened.url);
    replicas = await Promise.all(Array.from({ length: REPLICAS }, () => startReplica(opened.url)));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });

  it(
    'C-01: no item twice, never over the limit, always in order, no error',
    async () => {
      const ask = async (proc: number, text: string) => {
        const replica = replicas[proc % REPLICAS];
        if (!replica) throw new Error('There are three.');
        return replica.ask(company.typed(TEAMS[Math.floor(proc / REPLICAS) % TEAMS.length] ?? '', Math.floor(proc / 9), text));
      };
      const until = performance.now() + SECONDS * 1_000;
      history = await pullAndFinish(
        {
          // readAnswer throws on words that are no answer, "something broke" among them.
          pull: async (proc) => readAnswer(proc, 'PAY', { f: 'pull' }, await ask(proc, 'pull')),
          finish: async (proc, item) => readAnswer(proc, 'PAY', { f: 'finish', item }, await ask(proc, `done ${item}`)),
        },
        { clients: CLIENTS, enough: () => performance.now() > until },
      );

      const found = checkHistory(history, company.before('PAY', LIMIT));
      const pulled = history.filter((one) => one.item !== undefined);
      report(`C-01: ${pulled.length} pulled, ${history.length} operations, ${summary(found)}`, history);
      expect(complaints(found)).toEqual([]);
      expect(new Set(replicas.map((one) => one.pid)).size).toBe(REPLICAS);
      expect(pulled.length).toBeGreaterThan(LIMIT);
      // Successes and refusals: the checker had something to judge.
      const kinds = history.map((one) => `${one.asked.f} ${one.refused ?? one.type}`);
      expect(kinds).toEqual(expect.arrayContaining(['pull ok', 'pull full', 'finish ok']));
    },
    SECONDS * 1_000 + 60_000,
  );

  it('C-01: the tables say what the clients were told', async () => {
    const rows = await opened.database.client.item.findMany({
      where: { organizationId: company.organizationId, state: { in: ['delivery', 'done'] } },
    });
    const items = (f: string) =>
      history.filter((one) => one.type === 'ok' && one.asked.f === f).map((one) => one.item ?? ('item' in one.asked ? one.asked.item : ''));
    expect(rows.map((row) => row.key).sort()).toEqual(items('pull').sort());
    expect(
      rows
        .filter((row) => row.state === 'done')
        .map((row) => row.key)
        .sort(),
    ).toEqual(items('finish').sort());
  });

  it('C-12: one event per change, in its transaction, and the log replayed from empty gives the tables', async () => {
    const witnessed = await compareWithWitness(opened.url);
    expect(witnessed.differences).toEqual([]);
    const changes = history.filter((one) => one.type === 'ok').length;
    expect(witnessed.matched).toBe(changes);
    const replayed = await compareWithReplay(opened.database, company.organizationId, company.stages);
    expect(replayed.differences).toEqual([]);
    expect(replayed.items).toBe(ITEMS);
  });
});

/** p50 and p99 for the reader. Never asserted: a busy machine is no mistake of ours. */
function report(what: string, history: readonly Operation[]): void {
  const ms = (p: number) => latency(history, p).toFixed(0);
  const kinds = new Map<string, number>();
  for (const one of history) {
    const kind = `${one.asked.f} ${one.refused ?? one.type}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  process.stderr.write(`${what}, p50 ${ms(0.5)} ms, p99 ${ms(0.99)} ms; ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}\n`);
}
