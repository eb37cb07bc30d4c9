import { justify } from '../support/justify.ts';
import { addReady, row } from '../support/play.ts';
import { openRaw } from '../support/raw.ts';
import { newKey, newTitle, one, run, stream, type Town } from './town.ts';

// Each makes a thing of its own, new each time it is called.

export interface Thing {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly revision: number;
}

export async function thing({ app, organizationId }: Town, table: string, where: string, value: string): Promise<Thing> {
  const versions = table === 'item' || table === 'epic' ? 'version, revision' : '1 AS version, 1 AS revision';
  const found = await row(
    app.database,
    `SELECT id::text AS id, key, ${versions} FROM ${table} WHERE organization_id = $1::uuid AND ${where} = $2`,
    organizationId,
    value,
  );
  if (!found) throw new Error(`There is no ${table} with the ${where} ${value}.`);
  return found as unknown as Thing;
}

export const titleOf = async ({ app }: Town, table: string, id: string) =>
  String((await row(app.database, `SELECT title FROM ${table} WHERE id = $1::uuid`, id))?.title);

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
export async function blocked(town: Town, streamKey = 'PAY'): Promise<Thing> {
  const { key } = await item(town, streamKey);
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

/** Two scored items, the better one above: the lower may only go up with a reason. */
export async function scored(town: Town) {
  const [better, worse] = [await item(town, 'LOG'), await item(town, 'LOG')];
  const score = ({ id }: Thing, size: number) =>
    run(town, `UPDATE item SET score = '{"value":5,"time":5,"risk":5,"size":${size}}' WHERE id = $1::uuid`, id);
  await score(better, 1);
  await score(worse, 20);
  return { better, worse };
}

/** A word on the list of a stream; its name is what finds it. */
export async function tag(town: Town, streamKey = 'PAY'): Promise<{ readonly id: string; readonly name: string }> {
  const name = newTitle().slice(0, 40);
  await town.at.press('mei', await town.at.type('mei', 'checkout', `tags ${streamKey}`), 'Add a tag');
  await town.at.send('mei', { name, kind: 'journey' });
  return { id: await one(town, 'SELECT id::text AS id FROM tag WHERE name = $1', name), name };
}

/** One item waits for another. */
export async function waiting(town: Town) {
  const [one_, other] = [await item(town), await item(town)];
  await town.at.type('mei', 'checkout', `needs ${one_.key} ${other.key}`);
  return { one: one_, other };
}

/** Oskar asked why an item is here. */
export async function challenged(town: Town, streamKey = 'PAY'): Promise<string> {
  const { key, id } = await item(town, streamKey);
  await town.at.type('oskar', 'checkout', `challenge ${key} Whose is it?`);
  return one(town, 'SELECT id::text AS id FROM challenge WHERE item_id = $1::uuid', id);
}

export async function epic(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `propose ${title}`);
  await town.at.send('mei', { outcome: 'Somebody smiles' });
  return thing(town, 'epic', 'title', title);
}

/** Everything that both gates ask for is known of it. */
export async function readyEpic(town: Town): Promise<Thing> {
  const { key, id } = await epic(town);
  await justify(town.app.database, key);
  await run(town, "UPDATE epic SET state = 'ready', version = version + 1 WHERE id = $1::uuid", id);
  await run(town, 'UPDATE organization SET bet_limit = 900 WHERE id = $1::uuid', town.organizationId);
  return thing(town, 'epic', 'key', key);
}

export async function runningEpic(town: Town): Promise<Thing> {
  const { key } = await readyEpic(town);
  await town.at.type('mei', 'checkout', `invest ${key}`);
  return thing(town, 'epic', 'key', key);
}

/** Delivered, and not looked at yet. */
export async function delivered(town: Town): Promise<Thing> {
  const { id, key } = await epic(town);
  await run(town, "UPDATE epic SET state = 'delivered', finished_at = now() WHERE id = $1::uuid", id);
  return thing(town, 'epic', 'key', key);
}

export const endReviews = (town: Town) =>
  run(town, 'UPDATE portfolio_review SET closed_at = now() WHERE organization_id = $1::uuid', town.organizationId);

/** A review that is open, with this bet in it. */
export async function reviewed(town: Town) {
  const bet = await runningEpic(town);
  await endReviews(town);
  await town.at.type('mei', 'checkout', 'review bets');
  const reviewId = await one(
    town,
    'SELECT id::text AS id FROM portfolio_review WHERE organization_id = $1::uuid AND closed_at IS NULL',
    town.organizationId,
  );
  return { bet, reviewId };
}

export async function idea(town: Town): Promise<Thing> {
  const title = newTitle();
  await town.at.type('mei', 'checkout', `park ${title}`);
  await town.at.send('mei', { reasonCode: 'other', reason: 'Rain' });
  return thing(town, 'parked_idea', 'title', title);
}

/** It was parked, and is open again. */
export async function revived(town: Town): Promise<Thing> {
  const parked = await idea(town);
  await town.at.type('mei', 'checkout', `revive ${parked.key} it rains`);
  return parked;
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

/** The key of a decision. */
export async function decision(town: Town): Promise<string> {
  const question = newTitle();
  await town.at.type('mei', 'checkout', 'decide');
  await town.at.send('mei', { question, choice: 'Green' });
  return one(town, 'SELECT key AS id FROM decision WHERE question = $1', question);
}

export async function newStream(town: Town): Promise<string> {
  const key = newKey();
  await town.at.type('tomas', 'general', 'setup stream');
  await town.at.send('tomas', { name: `Stream ${key}`, key });
  return stream(town, key);
}

/** Of what somebody typed and was asked about. */
export async function heldId(town: Town, ask: () => Promise<unknown>) {
  await run(town, "DELETE FROM form_draft WHERE organization_id = $1::uuid AND jsonb_exists(data, 'held')", town.organizationId);
  await ask();
  const sql = "SELECT id::text AS id FROM form_draft WHERE organization_id = $1::uuid AND jsonb_exists(data, 'held')";
  return { heldId: await one(town, sql, town.organizationId) };
}
