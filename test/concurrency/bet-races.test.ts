import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { addCompany, type Company } from './company.ts';
import { openReplica, type Replica } from './replica.ts';
import { wordsOf } from './words.ts';

const LEADERS = 12;
const ROUNDS = 8;
const LIMIT = 3;

describeServer('two leaders and the last free bet (B5)', () => {
  let opened: TestDatabase & { readonly url: string };
  let replicas: readonly Replica[] = [];
  let company: Company;
  beforeAll(async () => {
    opened = await openTestServer();
    replicas = await Promise.all([openReplica(opened.url), openReplica(opened.url)]);
    company = await addCompany(opened.database, {
      workspaceId: 'T0BETS',
      streams: [{ key: 'PAY', ready: 1 }],
      teams: [{ name: 'Alpha', limit: 9, streams: ['PAY'], people: LEADERS }],
    });
    await run('UPDATE member SET is_leader = true');
    await run(`UPDATE organization SET bet_limit = ${LIMIT}`);
    for (let n = 1; n <= LEADERS; n += 1) {
      await run(
        `INSERT INTO epic (organization_id, id, key, title, state, owner_id, stream_id, hypothesis, outcome, case_line, evidence, created_at)
         SELECT o.id, '${newId()}', 'E-${n}', 'Bet ${n}', 'ready', (SELECT m.id FROM member m WHERE m.organization_id = o.id LIMIT 1),
           '${company.streamId('PAY')}', 'We believe', 'Fewer calls about refunds', 'It is worth it', 'Three calls', now() FROM organization o`,
      );
    }
  });
  afterAll(async () => {
    await Promise.all(replicas.map((one) => one.close()));
    await opened.close();
  });
  const run = (sql: string) => opened.database.client.$executeRawUnsafe(sql);
  const count = async (sql: string) => Number((await opened.database.client.$queryRawUnsafe<{ n: number }[]>(sql))[0]?.n);

  async function ask(person: number, text: string): Promise<string> {
    const replica = replicas[person % replicas.length];
    if (!replica) throw new Error('There are two.');
    // On a busy machine somebody may wait longer than the lock's limit. Told to try again, they do.
    for (;;) {
      const said = wordsOf((await replica.ask(company.typed('Alpha', person, text))).outcome);
      if (!said.includes('Try again in a moment')) return said;
    }
  }

  it(`one of ${LEADERS} gets the last place, round after round; the others are told who runs, and leave no trace`, async () => {
    // The first two places are taken.
    for (const n of [1, 2]) await ask(0, `invest E-${n}`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const waiting = await opened.database.client.epic.findMany({ where: { state: 'ready' }, select: { key: true } });
      const decided = await count('SELECT count(*)::int AS n FROM decision');
      const answers = await Promise.all(waiting.map(({ key }, person) => ask(person, `invest ${key}`)));
      expect(answers.filter((said) => said.includes('is a running bet now.'))).toHaveLength(1);
      expect(answers.filter((said) => said.includes(`The portfolio is full: ${LIMIT} of ${LIMIT} bets run.`))).toHaveLength(
        waiting.length - 1,
      );
      expect(await count("SELECT count(*)::int AS n FROM epic WHERE state = 'investing'")).toBe(LIMIT);
      expect(await count('SELECT count(*)::int AS n FROM decision')).toBe(decided + 1);
      // The winner goes back by hand: what is tried is the way in.
      const [winner] = await opened.database.client.epic.findMany({
        where: { state: 'investing', key: { notIn: ['E-1', 'E-2'] } },
        select: { key: true },
      });
      await run(`UPDATE epic SET state = 'ready' WHERE key = '${winner?.key}'`);
    }
  });

  it('one limit that nobody set begins once, whoever comes first', async () => {
    await run('UPDATE organization SET bet_limit = NULL');
    await run("UPDATE epic SET state = 'ready'");
    const answers = await Promise.all(Array.from({ length: LEADERS }, (_, n) => ask(n, `invest E-${n + 1}`)));
    expect(answers.filter((said) => said.includes('is a running bet now.'))).toHaveLength(1);
    expect(await count('SELECT bet_limit AS n FROM organization')).toBe(1);
    expect(await count("SELECT count(*)::int AS n FROM event WHERE kind = 'bet limit began'")).toBe(1);
  });

  it('one review begins, however many leaders begin it at once', async () => {
    const answers = await Promise.all(Array.from({ length: LEADERS }, (_, n) => ask(n, 'review bets')));
    expect(answers.filter((said) => said.includes('Review the bets: 1 of 1'))).toHaveLength(LEADERS);
    expect(await count('SELECT count(*)::int AS n FROM portfolio_review')).toBe(1);
    expect(await count("SELECT count(*)::int AS n FROM event WHERE kind = 'review began'")).toBe(1);
  });
});
