import { startTestApp, type TestApp } from '../support/app.ts';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, row, type SlackTold, setUp, userId } from '../support/play.ts';
import type { Play } from '../support/scene.ts';

/** An admin, a leader, two owners, one of each of two teams, and somebody who is none of these. */
const PEOPLE = ['tomas', 'amara', 'ines', 'jonas', 'mei', 'pawel', 'ruth'] as const;

/** Payments and Logistics, each with its owner and its team. Nobody acts in a team's own place here, so that roles alone decide. */
export interface Town {
  readonly opened: TestDatabase;
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  readonly ids: Readonly<Record<'pay' | 'log' | 'checkout' | 'warehouse' | 'logItem', string>>;
}

export const one = ({ opened }: Pick<Town, 'opened'>, sql: string, ...values: unknown[]) => row(opened.database, sql, ...values);
export const run = ({ opened }: Pick<Town, 'opened'>, sql: string, ...values: unknown[]) =>
  opened.database.client.$executeRawUnsafe(sql, ...values);

export async function found(opened: TestDatabase): Promise<Town> {
  const app = await startTestApp(opened, { demo: false });
  // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
  await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
  const at = await setUp(app, {
    streams: [
      { key: 'PAY', name: 'Payments', owner: 'ines' },
      { key: 'LOG', name: 'Logistics', owner: 'jonas' },
    ],
    teams: [
      { name: 'Checkout', limit: 900, streams: ['PAY'], people: ['mei'], channel: 'checkout' },
      { name: 'Warehouse', limit: 900, streams: ['LOG'], people: ['pawel'], channel: 'warehouse' },
    ],
  });
  await at.type('tomas', 'general', 'setup roles');
  await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'amara')] });
  for (const as of PEOPLE) await at.type(as, 'general', 'help');
  await addReady(at, 'pawel', 'warehouse', 'LOG Label printer');
  // An epic of nobody present: its owner has a right of their own.
  await at.type('samir', 'general', 'propose Night trains');
  await at.send('samir', { outcome: 'Somebody arrives rested' });
  // Room for all who may expedite, so that they do.
  await run({ opened }, 'UPDATE value_stream SET expedite_limit = 20');
  const ids = await one(
    { opened },
    `SELECT (SELECT id::text FROM value_stream WHERE key = 'PAY') AS pay, (SELECT id::text FROM value_stream WHERE key = 'LOG') AS log,
    (SELECT id::text FROM team WHERE name = 'Checkout') AS checkout, (SELECT id::text FROM team WHERE name = 'Warehouse') AS warehouse,
    (SELECT id::text FROM item WHERE key = 'LOG-1') AS "logItem"`,
  );
  return { opened, app, at, ids: ids as Town['ids'] };
}
