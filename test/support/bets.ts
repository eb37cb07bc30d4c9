import { afterAll, beforeAll } from 'vitest';
import { startTestApp, type TestApp, warmUp } from './app.ts';
import type { TestDatabase } from './databases.ts';
import { justify } from './justify.ts';
import { row, type SlackTold, setUp, userId } from './play.ts';
import type { Play } from './scene.ts';

/** A company with two streams and two leaders, in which bets are made. */
export interface BetTown {
  readonly app: () => TestApp;
  readonly at: () => Play<SlackTold>;
  readonly one: (sql: string, ...values: unknown[]) => Promise<Record<string, unknown> | undefined>;
  /** Proposes an epic in the name of Mei. */
  readonly propose: (title: string) => Promise<string>;
  /** Proposes one that passes both gates, and is ready. */
  readonly ready: (title: string, stream?: string) => Promise<string>;
  /** The same, running. */
  readonly running: (title: string, stream?: string) => Promise<string>;
  readonly state: (key: string) => Promise<unknown>;
  readonly limit: (limit: number | null) => Promise<unknown>;
  /** Choices and reasons of what was decided, oldest first. */
  readonly decisions: (
    act: string,
  ) => Promise<readonly { readonly choice: string; readonly reason: string | null; readonly question: string }[]>;
  /** Kinds of an epic's events, oldest first. */
  readonly events: (key: string) => Promise<readonly string[]>;
}

/** What is told as it is read: without the marks of bold, and with what is wrong with a form. */
function plainly(at: Play<SlackTold>): Play<SlackTold> {
  const read = async (told: Promise<SlackTold>): Promise<SlackTold> => {
    const one = await told;
    return { ...one, text: [one.text.replaceAll('*', ''), ...Object.values(one.view?.errors ?? {})].join('\n') };
  };
  return {
    ...at,
    type: (...args) => read(at.type(...args)),
    press: (...args) => read(at.press(...args)),
    send: (...args) => read(at.send(...args)),
  };
}

/** One app for all tests of a suite: Amara and Lotte lead, Ines owns Payments, Mei and Oskar work in Checkout. */
export function betTownForSuite(open: () => Promise<TestDatabase>): BetTown {
  let opened: TestDatabase;
  let app: TestApp;
  let at: Play<SlackTold>;
  let spoken: Play<SlackTold>;
  beforeAll(async () => {
    opened = await open();
    app = await startTestApp(opened, { demo: false });
    await warmUp(app);
    at = await setUp(app, {
      streams: [
        { key: 'PAY', name: 'Payments', owner: 'ines' },
        { key: 'LOG', name: 'Logistics' },
      ],
      teams: [{ name: 'Checkout', limit: 9, streams: ['PAY', 'LOG'], people: ['mei', 'oskar'], channel: 'checkout' }],
    });
    spoken = plainly(at);
    await at.type('tomas', 'general', 'setup roles');
    await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara'), userId(app, 'lotte')] });
  }, 60_000);
  afterAll(async () => {
    await app.stop();
    await opened.close();
  });
  const one = (sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
  const propose = async (title: string) => {
    await at.type('mei', 'checkout', `propose ${title}`);
    await at.send('mei', { outcome: 'Somebody smiles' });
    return String((await one('SELECT key FROM epic WHERE title = $1', title))?.key);
  };
  const ready = async (title: string, stream = 'PAY') => {
    const key = await propose(title);
    await justify(opened.database, key, stream);
    for (const label of ['Explore', 'Ready']) await at.press('mei', await at.type('mei', 'checkout', key), label);
    return key;
  };
  return {
    app: () => app,
    at: () => spoken,
    one,
    propose,
    ready,
    running: async (title, stream) => {
      const key = await ready(title, stream);
      await at.type('amara', 'general', `invest ${key}`);
      return key;
    },
    state: async (key) => (await one('SELECT state FROM epic WHERE key = $1', key))?.state,
    limit: (limit) => one('UPDATE organization SET bet_limit = $1::int RETURNING id', limit),
    decisions: async (act) =>
      opened.database.client.decision.findMany({
        where: { act },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
        select: { choice: true, reason: true, question: true },
      }),
    events: async (key) => {
      const { id } = await opened.database.client.epic.findFirstOrThrow({ where: { key } });
      const rows = await opened.database.client.event.findMany({ where: { subjectId: id }, orderBy: { subjectVersion: 'asc' } });
      return rows.map((each) => each.kind);
    },
  };
}
