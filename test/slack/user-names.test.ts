import { expect, test, vi } from 'vitest';
import type { People } from '../../src/slack/index.ts';
import { openTown, type Town } from './town.ts';

const NONE = async () => new Map<string, string>();

/** Nobody is known: names are asked for everybody who is picked. */
async function openStrangers(more: Parameters<typeof openTown>[0] = {}): Promise<Town & { readonly named: ReadonlyMap<string, string>[] }> {
  const named: ReadonlyMap<string, string>[] = [];
  const membersOf: People['membersOf'] = async (_, ids, askNames) => {
    named.push(await askNames(ids));
    return new Map(ids.map((id) => [id, `member-${id}`]));
  };
  return Object.assign(await openTown({ people: { accountsOf: NONE, namesOf: NONE, membersOf }, ...more }), { named });
}

const asked = (town: Town) => town.driver.traffic.filter((one) => one.what === 'users.info').length;

function pick(town: Town, users: readonly string[], team = 'T0001') {
  const state = { values: { people: { people: { type: 'multi_users_select', selected_users: users } } } };
  const payload = {
    type: 'view_submission',
    team: { id: team },
    user: { id: 'U1', name: 'ines' },
    view: { id: 'V1', type: 'modal', callback_id: 'f', state },
  };
  return town.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
}

test('the names of those who are picked are asked for once Slack said whose token it is, and in that workspace alone', async () => {
  const town = await openStrangers();
  await pick(town, ['U1']);
  expect(asked(town)).toBe(0);
  await town.slack.start();
  await pick(town, ['U1'], 'T9');
  expect(asked(town)).toBe(0);
  await pick(town, ['U1', 'U2', 'U9']);
  expect(town.named).toEqual([new Map(), new Map(Object.entries({ U1: 'ines', U2: 'tom' }))]);
});

test('ten are asked for at most, all at once', async () => {
  const town = await openStrangers();
  await town.slack.start();
  const open = [1, 2].map(() => town.driver.script('users.info', { hang: true }));
  const sent = pick(
    town,
    Array.from({ length: 25 }, (_, n) => `U${n}`),
  );
  await Promise.all(open.map((one) => one.reached));
  for (const one of open) one.release();
  expect((await sent).status).toBe(200);
  expect(asked(town)).toBe(10);
});

test('a form waits 0.8 s for names, and what comes later counts for nothing', async () => {
  const town = await openStrangers();
  await town.slack.start();
  const late = town.driver.script('users.info', { hang: true });
  const before = performance.now();
  await pick(town, ['U1']);
  expect(performance.now() - before).toBeGreaterThan(750);
  expect(performance.now() - before).toBeLessThan(2_000);
  late.release();
  await vi.waitFor(() => expect(asked(town)).toBe(1));
  expect(town.named).toEqual([new Map()]);
});

test('without the scope Slack is asked once, and the log says so once', async () => {
  const town = await openStrangers();
  await town.slack.start();
  for (const _ of [1, 2]) town.driver.script('users.info', { body: { ok: false, error: 'missing_scope' } });
  await pick(town, ['U1', 'U2']);
  await pick(town, ['U1', 'U2']);
  expect(asked(town)).toBe(2);
  expect(town.lines.filter((one) => one.level === 'info')).toEqual([
    { level: 'info', fields: { needed: 'users:read' }, message: expect.stringContaining('optional scope') },
  ]);
  expect(town.lines.filter((one) => one.level === 'warn' || one.level === 'error')).toEqual([]);
});
