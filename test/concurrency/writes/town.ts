import { randomUUID } from 'node:crypto';
import type { TestApp } from '../../support/app.ts';
import type { OtherDoor } from '../../support/other-door.ts';
import { addReady, row, type SlackTold, userId } from '../../support/play.ts';
import { openRaw, stateOfView, submissionOf } from '../../support/raw.ts';
import type { Play } from '../../support/scene.ts';

/** What is delivered, over and over. Its name, id or view stays the same; a button's click has a trigger of its own each time. */
export type Delivery =
  | { readonly type: 'command'; readonly as: string; readonly channel: string; readonly text: string }
  | { readonly type: 'action'; readonly as: string; readonly channel: string; readonly action: string; readonly data: object }
  | { readonly type: 'form'; readonly fields: { readonly payload: string } };

/** Makes what a write needs, new each time, so that it can be done once more. */
export type Arrange = (town: Town) => Promise<Delivery>;

/** Rows of one area: what is typed, buttons and forms by name, what differs in brackets. */
export interface Rows {
  readonly commands: Readonly<Record<string, Arrange>>;
  readonly actions: Readonly<Record<string, Arrange>>;
  readonly forms: Readonly<Record<string, Arrange>>;
}

interface Thing {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly revision: number;
}

/** Mei owns the streams, leads, and works in the team with Oskar; Tomas is the admin. A second chat app leads here, too. */
export interface Town {
  readonly app: TestApp;
  readonly at: Play<SlackTold>;
  readonly teams: OtherDoor;
}

/** Payments is worked on; Logistics keeps scores and is governed, so that what changes there stands in nobody's way. */
export const COMPANY = {
  streams: [
    { key: 'PAY', name: 'Payments', owner: 'mei' },
    { key: 'LOG', name: 'Logistics', owner: 'mei' },
  ],
  teams: [{ name: 'Checkout', limit: 900, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
};

// Like nothing that is there, so that no question about likeness comes between.
export const newTitle = () => `t${randomUUID().replaceAll('-', ' x')}`;
export const newKey = () => Array.from({ length: 6 }, () => String.fromCharCode(65 + Math.floor(Math.random() * 26))).join('');

export const run = ({ app }: Town, sql: string, ...values: unknown[]) => app.database.client.$executeRawUnsafe(sql, ...values);
export const one = async ({ app }: Town, sql: string, ...values: unknown[]) => String((await row(app.database, sql, ...values))?.id);
export const team = (town: Town) => one(town, "SELECT id::text AS id FROM team WHERE name = 'Checkout'");
export const stream = (town: Town, key: string) => one(town, 'SELECT id::text AS id FROM value_stream WHERE key = $1', key);

export const typed = (text: string, as = 'mei', channel = 'checkout'): Delivery => ({ type: 'command', as, channel, text });
export const pressed = (action: string, data: object, as = 'mei', channel = 'checkout'): Delivery => ({
  type: 'action',
  as,
  channel,
  action,
  data,
});

export async function thing({ app }: Town, table: string, where: string, value: string): Promise<Thing> {
  const versions = table === 'item' || table === 'epic' ? 'version, revision' : '1 AS version, 1 AS revision';
  const found = await row(app.database, `SELECT id::text AS id, key, ${versions} FROM ${table} WHERE ${where} = $1`, value);
  if (!found) throw new Error(`There is no ${table} with the ${where} ${value}.`);
  return found as unknown as Thing;
}

/** In refining. */
export async function item(town: Town, streamKey = 'PAY'): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `add ${streamKey} ${title}`);
  return thing(town, 'item', 'title', title);
}

export async function ready(town: Town): Promise<Thing> {
  return thing(town, 'item', 'key', await addReady(town.at, 'mei', 'checkout', `PAY ${newTitle()}`));
}

/** In progress. The shortest way there is what just came up. */
export async function started(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `unplanned ${title}`);
  return thing(town, 'item', 'title', title);
}

export async function finished(town: Town): Promise<Thing> {
  const { key } = await started(town);
  await town.at.type('mei', 'checkout', `done ${key}`);
  return thing(town, 'item', 'key', key);
}

/** Blocked by something of its own: the same words would make it wait with others. */
export async function blocked(town: Town): Promise<Thing> {
  const { key } = await item(town);
  await town.at.type('mei', 'checkout', `block ${key} ${newTitle()}`);
  return thing(town, 'item', 'key', key);
}

/** Two items that wait for the same, and what that is. */
export async function blockedTogether(town: Town): Promise<{ readonly blockerId: string; readonly items: readonly [Thing, Thing] }> {
  const reason = newTitle();
  const keys = [(await item(town)).key, (await item(town)).key] as const;
  for (const key of keys) await town.at.type('mei', 'checkout', `block ${key} ${reason}`);
  const [first, second] = [await thing(town, 'item', 'key', keys[0]), await thing(town, 'item', 'key', keys[1])];
  return { blockerId: await one(town, 'SELECT id::text AS id FROM blocker WHERE reason = $1', reason), items: [first, second] };
}

/** Its checks pass, and it is not ready. */
export async function complete(town: Town): Promise<Thing> {
  const { key } = await ready(town);
  await town.at.type('mei', 'checkout', 'undo');
  return thing(town, 'item', 'key', key);
}

export async function epic(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `propose ${title}`);
  await town.at.send('mei', { outcome: 'Somebody smiles' });
  return thing(town, 'epic', 'title', title);
}

export async function idea(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `park ${title}`);
  await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  return thing(town, 'parked_idea', 'title', title);
}

/** A theme that is followed. */
export async function theme(town: Town): Promise<string> {
  const name = newTitle();
  await openRaw(town.app, 'mei', 'checkout', 'strategy.newTheme', {});
  await town.at.press('mei', await town.at.send('mei', { name, winWhere: 'Here' }), 'Activate');
  return one(town, 'SELECT id::text AS id FROM theme WHERE name = $1', name);
}

export async function objective(town: Town): Promise<string> {
  const title = newTitle();
  await openRaw(town.app, 'mei', 'checkout', 'strategy.newObjective', {});
  await town.at.send('mei', { title });
  return one(town, 'SELECT id::text AS id FROM objective WHERE title = $1', title);
}

/** A key result of an objective of its own. */
export async function keyResult(town: Town): Promise<string> {
  const [objectiveId, title] = [await objective(town), newTitle()];
  await openRaw(town.app, 'mei', 'checkout', 'strategy.newKeyResult', { objectiveId });
  await town.at.send('mei', { title, baseline: '40', target: '10' });
  return one(town, 'SELECT id::text AS id FROM key_result WHERE title = $1', title);
}

/** Delivered, and not looked at yet. */
export async function delivered(town: Town): Promise<Thing> {
  const { id, key } = await epic(town);
  await run(town, "UPDATE epic SET state = 'delivered', finished_at = now() WHERE id = $1::uuid", id);
  return thing(town, 'epic', 'key', key);
}

export async function newStream(town: Town): Promise<string> {
  const key = newKey();
  await town.at.type('tomas', 'general', 'setup stream');
  await town.at.send('tomas', { name: `Stream ${key}`, key });
  return stream(town, key);
}

/** Of what somebody typed and was asked about. */
export async function heldId(town: Town, ask: () => Promise<unknown>) {
  await run(town, "DELETE FROM form_draft WHERE jsonb_exists(data, 'held')");
  await ask();
  return { heldId: await one(town, "SELECT id::text AS id FROM form_draft WHERE jsonb_exists(data, 'held')") };
}

/** What a person fills in: words, or what Slack reports of another kind of field. */
export type Filled = string | object;
export const option = (value: string) => ({ type: 'static_select', selected_option: { value } });
export const options = (...values: string[]) => ({
  type: 'multi_static_select',
  selected_options: values.map((value) => ({ value })),
});
/** Found by typing. */
export const found = (value: string) => ({ type: 'external_select', selected_option: { value, text: { text: value } } });
export const day = (date: string) => ({ type: 'datepicker', selected_date: date });

/** What a form needs besides what it shows. Fields that it does not have fall away. */
function answers(): Readonly<Record<string, Filled>> {
  return {
    name: `Name ${randomUUID().slice(0, 8)}`,
    title: newTitle(),
    titles: `${newTitle()}\n${newTitle()}`,
    key: newKey(),
    reason: newTitle(),
    purpose: newTitle(),
    evidence: newTitle(),
    outcome: newTitle(),
    learning: newTitle(),
    question: newTitle(),
    choice: newTitle(),
    reasonCode: option('other'),
    to: option('bottom'),
    wipLimit: '3',
    winWhere: newTitle(),
    baseline: '40',
    target: '10',
    current: '25',
    verdict: option('met'),
    evidenceKind: option('metric'),
  };
}

interface Filling {
  /** Fields that stay as they were shown. */
  readonly keep?: readonly string[];
  /** Other fields, or what depends on what was shown. */
  readonly fill?: Readonly<Record<string, Filled | ((shown: Record<string, unknown>) => Filled)>>;
}

/** Opens a form, and sends it with everything that it needs. */
export async function form(
  town: Town,
  as: string,
  open: () => Promise<unknown>,
  { keep = [], fill = {} }: Filling = {},
): Promise<Delivery> {
  await open();
  const { driver } = town.app;
  const view = driver.view(as);
  if (!view) throw new Error('No form opened.');
  await driver.close({ as });
  const values = stateOfView(view);
  for (const [name, value] of Object.entries({ ...answers(), ...fill })) {
    const shown = values[name];
    if (!shown && name in fill) throw new Error(`The form has no field ${name}.`);
    if (!shown || keep.includes(name)) continue;
    const given = typeof value === 'function' ? value(shown[name] ?? {}) : value;
    values[name] = { [name]: typeof given === 'string' ? { type: 'plain_text_input', value: given } : { ...given } };
  }
  return { type: 'form', fields: submissionOf(town.app, as, view, { state: { values } }) };
}

/** Opens it by words. */
export const formOf = (town: Town, words: string, filling?: Filling, as = 'mei', channel = 'checkout') =>
  form(town, as, () => town.at.type(as, channel, words), filling);

/** Opens it by a button with this data. */
export const formBehind = (town: Town, action: string, data: object, filling?: Filling, as = 'mei', channel = 'checkout') =>
  form(town, as, () => openRaw(town.app, as, channel, action, data), filling);

/** Hands a message of Oskar's over. */
export async function handOver(town: Town, callbackId: string, keep: readonly string[] = []): Promise<Delivery> {
  const { driver } = town.app;
  await driver.say({ as: 'oskar', channel: 'checkout', text: newTitle() });
  const message = driver
    .messages('checkout', 'mei')
    .findLast((each) => each.ephemeralFor === undefined && each.user === userId(town.app, 'oskar'));
  return form(town, 'mei', () => driver.shortcut({ as: 'mei', callbackId, message }), { keep });
}
