import { randomUUID } from 'node:crypto';
import type { TestApp } from '../support/app.ts';
import { finishOn, USUAL_DAYS } from '../support/finish-on.ts';
import { type OtherDoor, otherDoor } from '../support/other-door.ts';
import { type Company, row, type SlackTold, setUp, userId } from '../support/play.ts';
import type { Play } from '../support/scene.ts';
import { CODE } from './code.ts';

/**
 * Where every act is arranged. Mei owns the streams, leads, and works in the team with Oskar; Tomas is the admin. A
 * second chat app leads here, too.
 */
export interface Town {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  readonly teams: OtherDoor;
  readonly organizationId: string;
}

/** Payments is worked on; Logistics keeps scores and is governed, so that what changes there stands in nobody's way. */
export const COMPANY: Company = {
  streams: [
    { key: 'PAY', name: 'Payments', owner: 'mei' },
    { key: 'LOG', name: 'Logistics', owner: 'mei' },
  ],
  teams: [{ name: 'Checkout', limit: 900, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};

/** Sets the town up the way people do; everybody who acts is known by name, so that what follows changes what it says and nothing else. */
export async function foundTown(app: TestApp, company: Company = COMPANY): Promise<Town> {
  const at = await setUp(app, company);
  const { id } =
    (await row(app.database, 'SELECT organization_id::text AS id FROM workspace WHERE external_id = $1', app.driver.team.id)) ?? {};
  const town = { app, at, teams: otherDoor(app.database, `tenant-${id}`), organizationId: String(id) };
  await at.type('tomas', 'general', 'setup roles');
  await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'mei')] });
  for (const as of ['mei', 'oskar', 'tomas']) await at.type(as, 'checkout');
  const { text } = await at.press('tomas', await at.type('tomas', 'general', 'setup connect'), 'Get a code');
  const { text: joined } = await town.teams.type('tomas', `setup connect ${CODE.exec(text)?.[0]}`);
  if (!joined.includes('part of')) throw new Error(`The second chat app does not lead here: ${joined}`);
  await run(town, "UPDATE value_stream SET scored = true WHERE key = 'LOG'");
  // The first key of a kind makes its counter; from then on a key changes it.
  for (const words of ['add LOG The first', 'exception To begin with']) await at.type('mei', 'checkout', words);
  // As people came to know it: with a pace, so that what is too much can be told.
  await finishOn(app.database, { key: 'PAY' }, USUAL_DAYS);
  return town;
}

/** Like nothing that is there, so that no question about likeness comes between. */
export const newTitle = () => `t${randomUUID().replaceAll('-', ' x')}`;
export const newKey = () => Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('');

export const run = ({ app }: Town, sql: string, ...values: unknown[]) => app.database.client.$executeRawUnsafe(sql, ...values);
export const one = async ({ app }: Town, sql: string, ...values: unknown[]) => String((await row(app.database, sql, ...values))?.id);

export const team = (town: Town, name = 'Checkout') =>
  one(town, 'SELECT id::text AS id FROM team WHERE organization_id = $1::uuid AND name = $2', town.organizationId, name);
export const stream = (town: Town, key: string) =>
  one(town, 'SELECT id::text AS id FROM value_stream WHERE organization_id = $1::uuid AND key = $2', town.organizationId, key);
