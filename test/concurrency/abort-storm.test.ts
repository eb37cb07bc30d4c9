import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints, summary } from '../support/history/check.ts';
import type { Asked, Operation } from '../support/history/operation.ts';
import { addCompany, type Company } from './company.ts';
import { compareWithReplay, compareWithWitness, watchItems } from './log-completeness.ts';
import { type Answer, openReplica, type Replica } from './replica.ts';
import { readAnswer, wordsOf } from './words.ts';

const CLIENTS = 24;
const LIMIT = 3;
const ITEMS = 1_000;
const SHARE = 0.1;
/** RELIABILITY names the 60 of C-01; fewer fit here. */
const SECONDS = Number(process.env.C09_SECONDS ?? 5);

describeServer('C-09: connections are killed while 24 clients pull', () => {
  let opened: TestDatabase & { readonly url: string };
  let company: Company;
  let replicas: readonly Replica[] = [];
  let killer: pg.Client;
  // Spared as the killer is; many ask it at once.
  let reader: pg.Pool;

  beforeAll(async () => {
    opened = await openTestServer();
    company = await addCompany(opened.database, {
      workspaceId: 'T0C09',
      streams: [{ key: 'PAY', limit: LIMIT, ready: ITEMS }],
      teams: [{ name: 'Alpha', limit: LIMIT, streams: ['PAY'], people: CLIENTS }],
    });
    await watchItems(opened.url);
    replicas = await Promise.all([openReplica(opened.url), openReplica(opened.url), openReplica(opened.url)]);
    killer = new pg.Client({ connectionString: opened.url, application_name: 'killer' });
    await killer.connect();
    reader = new pg.Pool({ connectionString: opened.url, application_name: 'killer', max: 2 });
  });
  afterAll(async () => {
    await killer.end();
    await reader.end();
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });

  it(
    'leaves every operation wholly done or not at all',
    async () => {
      const history: Operation[] = [];
      const open: string[] = [];
      const until = performance.now() + SECONDS * 1_000;
      let killed = 0;
      let procs = 0;

      // Whoever got no answer is retired, and somebody new goes on.
      const attempt = async (proc: number, asked: Asked, text: string): Promise<Operation> => {
        const replica = replicas[proc % replicas.length];
        if (!replica) throw new Error('There are three.');
        const invoke = Number(process.hrtime.bigint()) / 1e6;
        const lost: Operation = { proc, stream: 'PAY', asked, invoke, complete: Number.POSITIVE_INFINITY, type: 'info' };
        let answer: Answer;
        try {
          answer = await replica.ask(company.typed('Alpha', proc % CLIENTS, text));
        } catch {
          return lost;
        }
        const words = wordsOf(answer.outcome);
        return /Something broke|Try again in a moment/.test(words) && !/nothing of yours was changed/.test(words)
          ? lost
          : readAnswer(proc, 'PAY', asked, answer);
      };

      const client = async () => {
        procs += 1;
        let proc = procs;
        const keep = (operation: Operation) => {
          history.push(operation);
          if (operation.type !== 'info') return;
          procs += 1;
          proc = procs;
        };
        for (let turn = 0; performance.now() < until; turn += 1) {
          const pulled = await attempt(proc, { f: 'pull' }, 'pull');
          if (pulled.type === 'ok' && pulled.item !== undefined) open.push(pulled.item);
          keep(pulled);
          // What a lost answer left in progress is found where everybody sees it: on the board.
          if (pulled.refused === 'full' && open.length === 0) open.push(...(await inProgress()));
          const item = pulled.type === 'ok' && turn % 3 === 0 ? undefined : open.shift();
          if (item === undefined) continue;
          const finished = await attempt(proc, { f: 'finish', item }, `done ${item}`);
          if (finished.refused === 'busy') open.push(item);
          keep(finished);
        }
      };
      const storm = async () => {
        while (performance.now() < until) {
          const { rows } = await killer.query<{ killed: number }>(
            `SELECT count(pg_terminate_backend(pid))::int AS killed FROM (
               SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'killer'
                 AND query NOT LIKE '%_prisma_migrations%' ORDER BY random()
               LIMIT (SELECT ceil(count(*) * ${SHARE}) FROM pg_stat_activity WHERE datname = current_database())) AS victims`,
          );
          killed += rows[0]?.killed ?? 0;
          await killer.query('SELECT pg_sleep(0.4)');
        }
      };
      await Promise.all([storm(), ...Array.from({ length: CLIENTS }, client)]);

      const found = checkHistory(history, company.before('PAY', LIMIT));
      const lost = history.filter((one) => one.type === 'info').length;
      const pulled = history.filter((one) => one.item !== undefined).length;
      process.stderr.write(`C-09: ${killed} killed, ${lost} of ${history.length} without an answer, ${pulled} pulled; ${summary(found)}\n`);
      expect([...found.double, ...found.wip, ...found.rank].map((one) => one.words)).toEqual([]);
      // A search over many that may have happened at any time may have to give up; it must not find that none is possible.
      if (found.order.type !== 'unknown') expect(complaints(found)).toEqual([]);
      expect(killed).toBeGreaterThan(0);
      expect(pulled).toBeGreaterThan(0);

      const witnessed = await compareWithWitness(opened.url);
      expect(witnessed.differences).toEqual([]);
      const replayed = await compareWithReplay(opened.database, company.organizationId, company.stages);
      expect(replayed.differences).toEqual([]);
      expect(replayed.items).toBe(ITEMS);
    },
    SECONDS * 1_000 + 90_000,
  );

  async function inProgress(): Promise<string[]> {
    const { rows } = await reader.query<{ key: string }>("SELECT key FROM item WHERE state = 'delivery' ORDER BY started_at");
    return rows.map((row) => row.key);
  }
});
