import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { checkHistory, complaints } from '../support/history/check.ts';
import type { Operation } from '../support/history/operation.ts';
import { addCompany, type Company, type Plan } from './company.ts';
import { openReplica, type Replica } from './replica.ts';
import { readAnswer, wordsOf } from './words.ts';

const SIMULTANEOUS = 50;
/** RELIABILITY C-02 and C-03 name 200 rounds. As many run as fit; RACE_SECONDS=600 runs them all. */
const ROUNDS = 200;
const SECONDS = Number(process.env.RACE_SECONDS ?? 5);
const FEWEST = 3;
const TIMEOUT = SECONDS * 1_000 + 90_000;

describeServer('races for the last place and the last item', () => {
  let opened: TestDatabase & { readonly url: string };
  let replicas: readonly Replica[] = [];
  beforeAll(async () => {
    opened = await openTestServer();
    replicas = await Promise.all([openReplica(opened.url), openReplica(opened.url)]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });

  let made = 0;
  const setUp = (plan: Omit<Plan, 'workspaceId'>) => {
    made += 1;
    return addCompany(opened.database, { workspaceId: `T0RACE${made}`, ...plan });
  };

  /** One person's words, through the replica that its number falls to. */
  async function ask(company: Company, team: string, person: number, text: string) {
    const replica = replicas[person % replicas.length];
    if (!replica) throw new Error('There are two.');
    return replica.ask(company.typed(team, person, text));
  }

  // On a machine with more to do than cores, somebody may wait longer than the lock's limit. Told to try again, they do.
  async function askAgain(company: Company, team: string, person: number, text: string) {
    for (;;) {
      const answer = await ask(company, team, person, text);
      if (!wordsOf(answer.outcome).includes('Try again in a moment')) return answer;
    }
  }

  /** The same for a pull, with every answer kept: the checker of histories wants to know of those that waited in vain, too. */
  async function untilHeard(company: Company, person: number, history: Operation[]): Promise<Operation> {
    for (;;) {
      const answer = readAnswer(person, 'PAY', { f: 'pull' }, await ask(company, 'Alpha', person, 'pull'));
      history.push(answer);
      if (answer.refused !== 'busy') return answer;
    }
  }

  /** Rounds of simultaneous pulls; after each, the winner gives its item back. */
  async function rounds(company: Company, refused: Operation['refused']): Promise<Operation[]> {
    const history: Operation[] = [];
    const until = performance.now() + SECONDS * 1_000;
    let round = 0;
    for (; round < FEWEST || (round < ROUNDS && performance.now() < until); round += 1) {
      const answers = await Promise.all(Array.from({ length: SIMULTANEOUS }, (_, person) => untilHeard(company, person, history)));
      const winners = answers.filter((one) => one.type === 'ok');
      expect(winners).toHaveLength(1);
      expect(answers.filter((one) => one.refused === refused)).toHaveLength(SIMULTANEOUS - 1);
      const item = winners[0]?.item ?? '';
      const back = readAnswer(0, 'PAY', { f: 'return', item }, await ask(company, 'Alpha', round % SIMULTANEOUS, `move ${item} ready`));
      expect(back.type).toBe('ok');
      history.push(back);
    }
    process.stderr.write(
      `${refused}: ${round} rounds of ${SIMULTANEOUS}, ${history.filter((one) => one.refused === 'busy').length} told to try again\n`,
    );
    return history;
  }

  it(
    `C-02: the last slot, ${SIMULTANEOUS} pulls, round after round`,
    async () => {
      const company = await setUp({
        streams: [{ key: 'PAY', ready: 3 }],
        teams: [{ name: 'Alpha', limit: 1, streams: ['PAY'], people: SIMULTANEOUS }],
      });
      const history = await rounds(company, 'full');
      expect(complaints(checkHistory(history, company.before('PAY', 1)))).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    `C-03: the last item, ${SIMULTANEOUS} pulls, round after round`,
    async () => {
      const company = await setUp({
        streams: [{ key: 'PAY', ready: 1 }],
        teams: [{ name: 'Alpha', limit: 99, streams: ['PAY'], people: SIMULTANEOUS }],
      });
      const history = await rounds(company, 'empty');
      expect(complaints(checkHistory(history, company.before('PAY', 99)))).toEqual([]);
    },
    TIMEOUT,
  );

  it('C-02: says how full it is', async () => {
    const company = await setUp({
      streams: [{ key: 'PAY', ready: 3 }],
      teams: [{ name: 'Alpha', limit: 1, streams: ['PAY'], people: 2 }],
    });
    await askAgain(company, 'Alpha', 0, 'pull');
    expect(wordsOf((await askAgain(company, 'Alpha', 1, 'pull')).outcome)).toContain('Alpha is full: 1 of 1 in progress.');
  });

  it('C-04: one of 20 wins a named item; the others are told who has it and since when, and change nothing', async () => {
    const company = await setUp({
      streams: [{ key: 'PAY', ready: 20 }],
      teams: ['Alpha', 'Beta'].map((name) => ({ name, limit: 20, streams: ['PAY'], people: 10 })),
    });
    // PAY-7 is made the best: what stands above it is pulled first.
    for (let n = 1; n <= 6; n += 1) await askAgain(company, 'Alpha', n, `pull PAY-${n}`);
    const before = await countRows(company);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        const team = n % 2 === 0 ? 'Alpha' : 'Beta';
        return { team, ...(await askAgain(company, team, n >> 1, 'pull PAY-7')) };
      }),
    );
    const told = answers.map(({ team, outcome }) => ({ team, words: wordsOf(outcome) }));
    const winners = told.filter(({ words }) => / has PAY-7 · /.test(words));
    expect(winners).toHaveLength(1);
    const losers = told.filter((one) => one !== winners[0]);
    const expected = `PAY-7 · Item PAY-7 was pulled by ${winners[0]?.team} ({time}).`;
    expect(losers.filter(({ words }) => !words.startsWith(expected))).toEqual([]);
    // One event, one visit more than before: the losers left no trace.
    expect(await countRows(company)).toEqual({ events: before.events + 1, visits: before.visits + 1, open: before.open + 1 });
  });

  it('C-04 by both ways at once: a named pull and plain pulls never take one item twice', async () => {
    const company = await setUp({
      streams: [{ key: 'PAY', ready: 30 }],
      teams: ['Alpha', 'Beta'].map((name) => ({ name, limit: 99, streams: ['PAY'], people: 20 })),
    });
    const named = { f: 'pull', item: 'PAY-1' } as const;
    const history = await Promise.all(
      Array.from({ length: 20 }, async (_, n) =>
        n % 2 === 0
          ? readAnswer(n, 'PAY', named, await askAgain(company, 'Alpha', n, 'pull PAY-1'))
          : readAnswer(n, 'PAY', { f: 'pull' }, await askAgain(company, 'Beta', n, 'pull')),
      ),
    );
    expect(complaints(checkHistory(history, company.before('PAY', 99)))).toEqual([]);
  });

  // The limit of a team is over all its streams: the locks of two streams do not exclude each other, the team's row does.
  it('C-02 over two streams: one place, named pulls in both, one winner', async () => {
    const company = await setUp({
      streams: [
        { key: 'PAY', ready: 5 },
        { key: 'LOG', ready: 5 },
      ],
      teams: [{ name: 'Alpha', limit: 1, streams: ['PAY', 'LOG'], people: 20 }],
    });
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, async (_, n) =>
          wordsOf((await askAgain(company, 'Alpha', n, n % 2 === 0 ? 'pull PAY-1' : 'pull LOG-1')).outcome),
        ),
      );
      const taken = answers.flatMap((words) => / has ((?:PAY|LOG)-1) · /.exec(words)?.[1] ?? []);
      expect(taken).toHaveLength(1);
      expect(answers.filter((words) => /is full: 1 of 1 in progress|was pulled by Alpha/.test(words))).toHaveLength(19);
      expect(wordsOf((await askAgain(company, 'Alpha', 0, `move ${taken[0]} ready`)).outcome)).toContain('is back on top of');
    }
  });

  it('teams that name their streams in opposite orders never wait for each other in a circle', async () => {
    const company = await setUp({
      streams: [
        { key: 'PAY', ready: 30 },
        { key: 'LOG', ready: 30 },
      ],
      teams: [
        { name: 'Alpha', limit: 99, streams: ['PAY', 'LOG'], people: 20 },
        { name: 'Beta', limit: 99, streams: ['LOG', 'PAY'], people: 20 },
      ],
    });
    const taken = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const answer = readAnswer(n, 'PAY', { f: 'pull' }, await askAgain(company, n % 2 === 0 ? 'Alpha' : 'Beta', n >> 1, 'pull'));
        return answer.item ?? answer.refused;
      }),
    );
    // Each team takes from the first of its own streams, in order.
    const expected = ['PAY', 'LOG'].flatMap((key) => Array.from({ length: 20 }, (_, index) => `${key}-${index + 1}`));
    expect(taken.toSorted()).toEqual(expected.toSorted());
  });

  async function countRows({ organizationId }: Company) {
    const { client } = opened.database;
    const where = { organizationId };
    const [events, visits, open] = await Promise.all([
      client.event.count({ where }),
      client.stageVisit.count({ where }),
      client.item.count({ where: { ...where, state: 'delivery' } }),
    ]);
    return { events, visits, open };
  }
});
