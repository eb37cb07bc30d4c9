import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints } from '../support/history/check.ts';
import type { Operation } from '../support/history/operation.ts';
import { addCompany, type Company } from './company.ts';
import { compareWithReplay } from './log-completeness.ts';
import { openReplica, type Replica } from './replica.ts';
import { readAnswer } from './words.ts';

const STREAMS = 50;
const CLIENTS = 24;
const LIMIT = 3;
const ITEMS = 40;
/** RELIABILITY C-05 names 60; fewer fit here. */
const SECONDS = Number(process.env.C05_SECONDS ?? 5);

// Two letters each: AA, AB … One team per stream, so that no two streams wait for one another.
const KEYS = Array.from({ length: STREAMS }, (_, n) => `S${String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))}`);

describeServer('C-05: 50 streams, 24 clients', () => {
  let opened: TestDatabase & { readonly url: string };
  let company: Company;
  let replicas: readonly Replica[] = [];
  beforeAll(async () => {
    opened = await openTestServer();
    company = await addCompany(opened.database, {
      workspaceId: 'T0C05',
      streams: KEYS.map((key) => ({ key, limit: LIMIT, ready: ITEMS })),
      teams: KEYS.map((key) => ({ name: `Team${key}`, limit: LIMIT, streams: [key], people: 2 })),
    });
    replicas = await Promise.all([openReplica(opened.url), openReplica(opened.url)]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });

  it(
    'keeps every stream right by itself, and none waits for another',
    async () => {
      const began = performance.now();
      const until = began + SECONDS * 1_000;
      const histories = new Map<string, Operation[]>(KEYS.map((key) => [key, []]));
      const open = new Map<string, string[]>(KEYS.map((key) => [key, []]));
      // Each client walks over the streams in a stride of its own, so that they meet again and again.
      const client = async (proc: number) => {
        for (let turn = proc; performance.now() < until; turn += 1 + (proc % 7)) {
          const key = KEYS[turn % STREAMS] ?? 'SAA';
          const ask = async (text: string) => {
            const replica = replicas[proc % replicas.length];
            if (!replica) throw new Error('There are two.');
            return replica.ask(company.typed(`Team${key}`, proc % 2, text));
          };
          const here = open.get(key) ?? [];
          const pulled = readAnswer(proc, key, { f: 'pull' }, await ask('pull'));
          histories.get(key)?.push(pulled);
          if (pulled.type === 'ok' && pulled.item !== undefined) here.push(pulled.item);
          if (pulled.type === 'ok' && turn % 3 === 0) continue;
          const item = here.shift();
          if (item === undefined) continue;
          const finished = readAnswer(proc, key, { f: 'finish', item }, await ask(`done ${item}`));
          histories.get(key)?.push(finished);
          if (finished.refused === 'busy') here.push(item);
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, (_, proc) => client(proc)));
      const seconds = (performance.now() - began) / 1_000;
      const wrong = KEYS.flatMap((key) => complaints(checkHistory(histories.get(key) ?? [], company.before(key, LIMIT))));
      const all = [...histories.values()].flat();
      const pulled = all.filter((one) => one.item !== undefined).length;
      process.stderr.write(
        `C-05: ${pulled} pulled of ${all.length} operations in ${seconds.toFixed(1)} s: ${(all.length / seconds).toFixed(0)}/s\n`,
      );
      expect(wrong).toEqual([]);
      expect([...histories.values()].filter((one) => one.length > 0).length).toBeGreaterThan(5);
      expect(pulled).toBeGreaterThan(5);
      const replayed = await compareWithReplay(opened.database, company.organizationId, company.stages);
      expect(replayed.differences).toEqual([]);
    },
    SECONDS * 1_000 + 60_000,
  );
});
