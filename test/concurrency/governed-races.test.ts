import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints, summary } from '../support/history/check.ts';
import type { Operation } from '../support/history/operation.ts';
import { addCompany, type Company, type Plan } from './company.ts';
import { compareWithReplay, compareWithWitness, watchItems } from './log-completeness.ts';
import { type Answer, openReplica, type Replica } from './replica.ts';
import { readAnswer, wordsOf } from './words.ts';

/** RELIABILITY names 60 per test; fewer fit here. */
const SECONDS = Number(process.env.GOVERNED_SECONDS ?? 3);
const TIMEOUT = SECONDS * 1_000 + 90_000;

describeServer('order, limits and streams that change while teams pull', () => {
  let opened: TestDatabase & { readonly url: string };
  let replicas: readonly Replica[] = [];
  beforeAll(async () => {
    opened = await openTestServer();
    await watchItems(opened.url);
    replicas = await Promise.all([openReplica(opened.url, 14), openReplica(opened.url, 14)]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });

  let made = 0;
  /** The first of the first team owns all streams and is an admin, so that one hand can order, move and set limits. */
  async function setUp(plan: Omit<Plan, 'workspaceId'>): Promise<Company> {
    made += 1;
    const company = await addCompany(opened.database, { workspaceId: `T0GOV${made}`, ...plan });
    const { client } = opened.database;
    const organizationId = company.organizationId;
    const owner = await client.member.findFirstOrThrow({ where: { organizationId, name: `U${plan.teams[0]?.name.toUpperCase()}0` } });
    await client.member.updateMany({ where: { organizationId, id: owner.id }, data: { isAdmin: true } });
    await client.valueStream.updateMany({ where: { organizationId }, data: { ownerId: owner.id } });
    return company;
  }

  const replicaOf = (proc: number): Replica => {
    const replica = replicas[proc % replicas.length];
    if (!replica) throw new Error('There are two.');
    return replica;
  };
  const ask = (company: Company, proc: number, person: number, text: string) => replicaOf(proc).ask(company.typed('Alpha', person, text));

  /** Pulls, and now and then finishes what is in progress, until the time is over. */
  async function puller(
    company: Company,
    proc: number,
    until: number,
    history: Operation[],
    open: string[],
    named: () => string | undefined,
  ) {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const item = named();
      const asked = item === undefined ? ({ f: 'pull' } as const) : ({ f: 'pull', item } as const);
      const pulled = readAnswer(proc, 'PAY', asked, await ask(company, proc, proc, item === undefined ? 'pull' : `pull ${item}`));
      history.push(pulled);
      if (pulled.type === 'ok' && pulled.item !== undefined) open.push(pulled.item);
      if (pulled.type === 'ok' && turn % 3 === 0) continue;
      const done = open.shift();
      if (done === undefined) continue;
      const finished = readAnswer(proc, 'PAY', { f: 'finish', item: done }, await ask(company, proc, proc, `done ${done}`));
      history.push(finished);
      if (finished.refused === 'busy') open.push(done);
    }
  }
  const plain = () => undefined;

  it(
    'C-06: 10 pull while 5 re-rank; nobody passes over a better item, and ranks stay unique',
    async () => {
      const [ready, rankers] = [400, 5];
      const company = await setUp({
        streams: [{ key: 'PAY', ready }],
        teams: [{ name: 'Alpha', limit: 5, streams: ['PAY'], people: 15 }],
      });
      const history: Operation[] = [];
      const open: string[] = [];
      const until = performance.now() + SECONDS * 1_000;
      // Each moves items of its own, so that the newest ranking of an item is the one it just did.
      const ranker = async (nth: number) => {
        for (let turn = 0; performance.now() < until; turn += 1) {
          const item = `PAY-${1 + nth + rankers * ((turn * 11) % (ready / rankers))}`;
          const answer = await ask(company, nth, 0, `order ${item} ${turn % 3 === 0 ? 'bottom' : 'top'}`);
          const words = wordsOf(answer.outcome);
          const moved = / now\./.test(words);
          if (!moved) expect(words).toMatch(/only what waits|already\.|Try again in a moment/);
          const rank = moved ? await lastRank(company, item) : '';
          const base = {
            proc: 100 + nth,
            stream: 'PAY',
            asked: { f: 'rank', item, rank },
            invoke: answer.invoke,
            complete: answer.complete,
          } as const;
          history.push(moved ? { ...base, type: 'ok' } : { ...base, type: 'fail', refused: /Try again/.test(words) ? 'busy' : 'taken' });
        }
      };
      await Promise.all([
        ...Array.from({ length: 10 }, (_, n) => puller(company, n + 1, until, history, open, plain)),
        ...Array.from({ length: rankers }, (_, n) => ranker(n)),
      ]);
      const found = checkHistory(history, company.before('PAY', 5));
      report('C-06', history, summary(found));
      expect(complaints(found)).toEqual([]);
      expect(history.filter((one) => one.asked.f === 'rank' && one.type === 'ok').length).toBeGreaterThan(0);
      const ranks = (
        await opened.database.client.item.findMany({ where: { organizationId: company.organizationId, NOT: { rank: null } } })
      ).map((one) => one.rank);
      expect(new Set(ranks).size).toBe(ranks.length);
      expect((await compareWithReplay(opened.database, company.organizationId, company.stages)).differences).toEqual([]);
    },
    TIMEOUT,
  );

  async function lastRank(company: Company, key: string): Promise<string> {
    const [row] = await opened.database.client.$queryRaw<{ rank: string }[]>`
      SELECT e.data->>'rank' AS rank FROM event e JOIN item i ON i.organization_id = e.organization_id AND i.id = e.subject_id
      WHERE e.organization_id = ${company.organizationId}::uuid AND i.key = ${key} AND e.subject_type = 'item' AND e.kind = 'ranked'
      ORDER BY e.subject_version DESC LIMIT 1`;
    return row?.rank ?? '';
  }

  it(
    'C-07: the limit goes up and down while 20 pull; no pull goes over the one in force, and nothing is ejected',
    async () => {
      const company = await setUp({
        streams: [{ key: 'PAY', ready: 600 }],
        teams: [{ name: 'Alpha', limit: 3, streams: ['PAY'], people: 21 }],
      });
      const { organizationId } = company;
      const { client } = opened.database;
      const team = await client.team.findFirstOrThrow({ where: { organizationId } });
      const memberIds = (await client.member.findMany({ where: { organizationId } })).map((one) => one.id);
      const { sender } = company.typed('Alpha', 0, '');
      const setLimit = async (limit: number): Promise<Answer> => {
        const form = await replicaOf(0).ask({
          type: 'action',
          sender,
          deliveryId: newId(),
          action: 'setup.team',
          data: { teamId: team.id },
          nonce: newId(),
        });
        if (form.outcome.type !== 'form') throw new Error(`No form: ${wordsOf(form.outcome)}`);
        const values = { name: 'Alpha', wipLimit: String(limit), streamIds: [company.streamId('PAY')], memberIds };
        return replicaOf(0).ask({ type: 'submit', sender, deliveryId: newId(), draftId: form.outcome.view.draftId, values });
      };
      const history: Operation[] = [];
      const open: string[] = [];
      const until = performance.now() + SECONDS * 1_000;
      const toggle = async () => {
        for (let turn = 0; performance.now() < until; turn += 1) {
          const limit = turn % 2 === 0 ? 1 : 3;
          const { outcome, invoke, complete } = await setLimit(limit);
          const words = wordsOf(outcome);
          const base = { proc: 100, stream: 'PAY', asked: { f: 'limit', limit }, invoke, complete } as const;
          if (!/Saved/.test(words)) expect(words).toContain('Try again in a moment');
          history.push(/Saved/.test(words) ? { ...base, type: 'ok' } : { ...base, type: 'fail', refused: 'busy' });
        }
      };
      await Promise.all([toggle(), ...Array.from({ length: 20 }, (_, n) => puller(company, n + 1, until, history, open, plain))]);
      const found = checkHistory(history, company.before('PAY', 3));
      report('C-07', history, summary(found));
      expect(complaints(found)).toEqual([]);
      expect(history.filter((one) => one.asked.f === 'limit' && one.type === 'ok').length).toBeGreaterThan(1);
      const returned = await client.event.count({ where: { organizationId, kind: { in: ['returned', 'parked'] } } });
      expect(returned).toBe(0);
    },
    TIMEOUT,
  );

  it(
    'C-08: 20 clients move items from A to B and back; none is lost, none waits in a circle',
    async () => {
      const ITEMS = 12;
      const company = await setUp({
        streams: [
          { key: 'AAA', ready: ITEMS / 2 },
          { key: 'BBB', ready: ITEMS / 2 },
        ],
        teams: [{ name: 'Alpha', limit: 3, streams: ['AAA', 'BBB'], people: 20 }],
      });
      const until = performance.now() + SECONDS * 1_000;
      const heard = new Map<string, number>();
      // Each asks for the other stream than the one before asked for: most find it where it has to move from.
      const asked = new Map<string, string>();
      const client = async (proc: number) => {
        for (let turn = proc; performance.now() < until; turn += 1) {
          // Known by its first key for ever, whatever it is called by now.
          const nth = (turn * 5) % ITEMS;
          const key = nth < ITEMS / 2 ? `AAA-${nth + 1}` : `BBB-${nth - ITEMS / 2 + 1}`;
          const to = (asked.get(key) ?? key.slice(0, 3)) === 'AAA' ? 'BBB' : 'AAA';
          asked.set(key, to);
          const words = wordsOf((await ask(company, proc, 0, `transfer ${key} ${to}`)).outcome);
          const what = /came from|is in Stream \w+ already|Try again in a moment/.exec(words)?.[0]?.replace(/Stream \w+/, '…');
          if (what === undefined) throw new Error(`Not an answer: ${words}`);
          heard.set(what, (heard.get(what) ?? 0) + 1);
        }
      };
      await Promise.all(Array.from({ length: 20 }, (_, proc) => client(proc)));
      process.stderr.write(`C-08: ${[...heard].map(([what, n]) => `${what} ${n}`).join(', ')}\n`);
      const { organizationId } = company;
      const items = await opened.database.client.item.findMany({ where: { organizationId } });
      expect(items).toHaveLength(ITEMS);
      const moves = await opened.database.client.event.count({ where: { organizationId, kind: 'transferred' } });
      expect(moves).toBe(heard.get('came from'));
      expect(moves).toBeGreaterThan(1);
      // One old key per move, all different and all leading somewhere.
      expect(await opened.database.client.itemAlias.count({ where: { organizationId } })).toBe(moves);
      const replayed = await compareWithReplay(opened.database, organizationId, company.stages);
      expect(replayed.differences).toEqual([]);
    },
    TIMEOUT,
  );

  it('wrote one event per change in its transaction, all along', async () => {
    const { differences, matched } = await compareWithWitness(opened.url);
    // Companies are founded with their histories; only what came after is witnessed change by change.
    expect(
      differences.filter((one) => (one as { kind: string | null }).kind !== null && !FOUNDING.has((one as { kind: string }).kind)),
    ).toEqual([]);
    expect(matched).toBeGreaterThan(20);
  });
});

// A new item comes with its whole past in one row, so these have no change of their own.
const FOUNDING = new Set(['added', 'edited', 'readied']);

function report(what: string, history: readonly Operation[], found: string): void {
  const kinds = new Map<string, number>();
  for (const one of history) {
    const kind = `${one.asked.f} ${one.refused ?? one.type}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  process.stderr.write(`${what}: ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}; ${found}\n`);
}
