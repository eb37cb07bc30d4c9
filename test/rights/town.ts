import { randomUUID } from 'node:crypto';
import type { Roles } from '../../src/model/rights/rights.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import type { TestDatabase } from '../support/databases.ts';
import { addReady, row, type SlackTold, setUp, userId } from '../support/play.ts';
import { pressRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';

/** An admin, a leader, two owners, one of each of two teams, and somebody who is none of these. */
export const PEOPLE = ['tomas', 'amara', 'ines', 'jonas', 'mei', 'pawel', 'ruth'] as const;
export type Person = (typeof PEOPLE)[number];
const WHERE = { id: 'C0GENERAL', name: 'general' };

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

/** What everybody is; written by hand, so that what identifies people is tested too. */
export function rolesOf(person: Person, { ids }: Town): Roles {
  const teams: Partial<Record<Person, Roles['teams']>> = {
    mei: [{ id: ids.checkout, streamIds: [ids.pay] }],
    pawel: [{ id: ids.warehouse, streamIds: [ids.log] }],
  };
  const owns: Partial<Record<Person, readonly string[]>> = { ines: [ids.pay], jonas: [ids.log] };
  return { admin: person === 'tomas', leader: person === 'amara', owns: owns[person] ?? [], teams: teams[person] ?? [] };
}

export interface Item {
  readonly key: string;
  readonly id: string;
  readonly version: number;
}

export const freshTitle = () => `Thing ${randomUUID()}`;

/** A ready item of Payments that nobody present added. */
export async function freshItem(town: Town): Promise<Item> {
  const key = await addReady(town.at, 'mei', 'checkout', `PAY ${freshTitle()}`);
  await run(town, 'UPDATE item SET created_by = NULL WHERE key = $1', key);
  const item = await one(town, 'SELECT id::text AS id, version FROM item WHERE key = $1', key);
  return { key, id: String(item?.id), version: Number(item?.version) };
}

/** Presses a button that need not be there; gives what was said. */
export async function press({ app }: Town, as: Person, id: string, data: object, where = WHERE): Promise<string> {
  return (await pressRaw(app, as, where, { id, value: JSON.stringify({ d: data, n: randomUUID() }) })).text;
}

/** A word of Payments' list that no item has. */
export async function freshTag(
  town: Town,
  called = `Word ${randomUUID().slice(0, 8)}`,
): Promise<{ readonly id: string; readonly name: string }> {
  const [id, name] = [randomUUID(), called];
  await run(
    town,
    "INSERT INTO tag (organization_id, id, stream_id, kind, name, position) SELECT organization_id, $1::uuid, id, 'journey', $2, 1 FROM value_stream WHERE key = 'PAY'",
    id,
    name,
  );
  await run(
    town,
    "INSERT INTO tag_synonym (organization_id, stream_id, word, tag_id) SELECT organization_id, id, lower($2), $1::uuid FROM value_stream WHERE key = 'PAY'",
    id,
    name,
  );
  return { id, name };
}
