import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { CODE } from '../acts/code.ts';
import type { Arrange, Delivery } from '../acts/delivery.ts';
import { actions, commands, forms } from '../acts/index.ts';
import { writes } from '../acts/modes.ts';
import { keyResult, theme } from '../acts/things.ts';
import { foundTown, type Town } from '../acts/town.ts';
import { warmUp } from '../support/app.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { fingerprint } from '../support/play.ts';
import { clickOf } from '../support/raw.ts';
import { type Gate, openGate } from './gate.ts';
import { untilWaiting } from './stream-holder.ts';
import { startTwoApps, type TwoApps } from './two-apps.ts';

const BROKE = /Something broke on our side/;
const BUSY = /Try again in a moment/;
/** No answer yet: on a machine with more to do than cores, somebody may wait longer than Slack does. */
const NOT_YET = /Try again in a moment|One moment…/;

describeServer('every write, however often and wherever it arrives', () => {
  let opened: TestDatabase & { readonly url: string };
  let gate: Gate;
  let apps: TwoApps;
  let town: Town;
  beforeAll(async () => {
    opened = await openTestServer();
    gate = openGate(opened.database);
    apps = await startTwoApps({ ...opened, database: gate.database }, { demo: false });
    const app = { ...apps.first, database: opened.database };
    await warmUp(app);
    town = await foundTown(app);
    await theme(town);
    await keyResult(town);
  });
  afterEach(() => gate.open());
  afterAll(async () => {
    expect(town.app.driver.refusals).toEqual([]);
    await apps.stop();
    await opened.close();
  });

  /** The delivery as Slack sends it again and again. */
  async function sending(delivery: Delivery) {
    const { driver } = town.app;
    if (delivery.type === 'form') return () => delivery.fields;
    // An address at which answers are taken, as the message has in which a button stands.
    await driver.command({ as: delivery.as, channel: delivery.channel, text: '/flow help' });
    const asked = driver.traffic.findLast((one) => one.what === 'command');
    const { response_url, ...sent } = (asked?.body ?? {}) as Record<string, string>;
    if (delivery.type === 'command') {
      const fields = { ...sent, response_url: response_url ?? '', text: delivery.text, trigger_id: randomUUID() };
      return () => fields;
    }
    const action = { action_id: delivery.action, value: JSON.stringify({ d: delivery.data, n: randomUUID() }) };
    const at = { ...sent, response_url: response_url ?? '' };
    return () => ({ payload: JSON.stringify(clickOf(at, delivery.as, delivery.channel, action, randomUUID())) });
  }

  /** A code is shown once and never stored, so a repeat lacks it and says the rest: that part of an answer is compared apart. */
  function withoutCode(answer: string): string {
    if (!CODE.test(answer)) return answer;
    const parsed = JSON.parse(answer) as { text?: string; blocks?: unknown[] } | unknown[];
    const plain = (blocks: readonly unknown[]) => blocks.filter((block) => !CODE.test(JSON.stringify(block)));
    if (Array.isArray(parsed)) return JSON.stringify(plain(parsed));
    const text = parsed.text?.split('\n').filter((line) => !CODE.test(line));
    return JSON.stringify({ ...parsed, ...(text ? { text: text.join('\n') } : {}), blocks: plain(parsed.blocks ?? []) });
  }
  /** One answer, however often it was given; and nobody reads a code twice. */
  function expectOneAnswer(answers: readonly string[]) {
    expect([...new Set(answers.map(withoutCode))]).toHaveLength(1);
    expect(answers.filter((one) => CODE.test(one)).length).toBeLessThanOrEqual(1);
  }

  /** Sends to a replica and gives what the person is told, whichever way it comes. */
  type Send = (replica: number) => Promise<string>;
  async function prepare(
    arrange: Arrange,
  ): Promise<{ readonly type: Delivery['type']; readonly send: Send; readonly told: () => string[] }> {
    const delivery = await arrange(town);
    const fields = await sending(delivery);
    await apps.idle();
    let mark = town.app.driver.traffic.at(-1)?.id ?? 0;
    return {
      type: delivery.type,
      send: async (replica) => {
        const { status, body } = await apps.post(replica, fields());
        expect(status).toBe(200);
        return body;
      },
      // A button's answer is empty; what it brought went to the address of its message.
      told: () => {
        const fresh = town.app.driver.traffic.filter((one) => one.id > mark && one.what === 'response_url');
        mark = town.app.driver.traffic.at(-1)?.id ?? mark;
        return fresh.map((one) => JSON.stringify((one.body as { blocks: unknown }).blocks));
      },
    };
  }

  /** How tables and the log grew. Figures that a reader computes, and what becomes of messages on their way, are nobody's effect. */
  async function state() {
    await apps.idle();
    const { service_level: _s, posted_message: _p, ...prints } = await fingerprint(opened.database);
    const events = await opened.database.client.event.groupBy({ by: ['kind'], _count: true });
    return { prints, events: Object.fromEntries(events.map((one) => [one.kind, one._count])) };
  }
  type State = Awaited<ReturnType<typeof state>>;
  function effect(before: State, after: State): Record<string, number | 'changed'> {
    const rows = (print = '0:') => Number(print.split(':')[0]);
    const tables = Object.keys(after.prints).flatMap((name): [string, number | 'changed'][] => {
      const more = rows(after.prints[name]) - rows(before.prints[name]);
      if (more !== 0) return [[name, more]];
      return before.prints[name] === after.prints[name] || name === 'outbox' ? [] : [[name, 'changed']];
    });
    const events = Object.entries(after.events).flatMap(([kind, n]): [string, number][] => {
      const more = n - (before.events[kind] ?? 0);
      return more === 0 ? [] : [[`“${kind}”`, more]];
    });
    return Object.fromEntries([...tables, ...events]);
  }

  describe.each(writes.map(([kind, act]) => [`${kind} ${act.entry}`, act] as const))('%s', (_name, { arrange, shows }) => {
    /** What it does when it arrives once. */
    let once: ReturnType<typeof effect>;
    beforeAll(async () => {
      const { send } = await prepare(arrange);
      const before = await state();
      expect(await send(0)).not.toMatch(/Something broke|"errors"/);
      once = effect(before, await state());
      if (shows) expect(once).toEqual({});
      else expect(Object.keys(once)).not.toEqual([]);
    });

    it('E-02, E-03, E-04: killed, sent again while it runs, sent again when its answer was lost: one effect, one answer', async () => {
      const { type, send, told } = await prepare(arrange);
      const before = await state();
      gate.killNext();
      const killed = await send(0);
      await apps.idle();
      expect(type === 'action' ? told().join() : killed).toMatch(BROKE);
      expect(effect(before, await state())).toEqual({});

      const held = gate.holdNext();
      const first = send(0);
      await held.reached;
      const second = send(1);
      await untilWaiting(opened.database, 1);
      held.release();
      const bodies = await Promise.all([first, second]);
      // Told to try again, they do.
      for (let n = 0; n < bodies.length; n += 1) while (NOT_YET.test(bodies[n] ?? '')) bodies[n] = await send(1);
      bodies.push(await send(0));
      await apps.idle();
      const answers = type === 'action' ? told().filter((one) => !NOT_YET.test(one)) : bodies;
      expectOneAnswer(answers);
      expect(answers.length).toBeGreaterThanOrEqual(2);
      expect(effect(before, await state())).toEqual(once);
    });

    it('E-01, E-05, E-06: many at once, to both replicas: one effect, one answer', async () => {
      const { type, send, told } = await prepare(arrange);
      const before = await state();
      // An address for answers takes five; a click has a trigger of its own each time, as in a double click.
      const times = type === 'command' ? 10 : 5;
      const bodies = await Promise.all(Array.from({ length: times }, (_each, n) => send(n)));
      // And once more, when all is done.
      if (type === 'command') bodies.push(await send(0));
      await apps.idle();
      const answers = (type === 'action' ? told() : bodies).filter((one) => !NOT_YET.test(one));
      expectOneAnswer(answers);
      expect(answers.join()).not.toMatch(BROKE);
      expect(effect(before, await state())).toEqual(once);
    });
  });

  it.each([
    ['a command', commands.find(({ entry }) => entry === 'block KEY rain')?.arrange],
    ['a button', actions.find(({ entry }) => entry === 'pull.unblock')?.arrange],
    ['a form', forms.find(({ entry }) => entry === 'pull.block')?.arrange],
  ])('E-04: %s that comes again while the first takes long is answered before it, and does nothing', async (_, arrange) => {
    const { type, send, told } = await prepare(arrange as Arrange);
    const order: string[] = [];
    const held = gate.holdNext();
    const first = send(0).then(async (body) => {
      order.push('first');
      return body;
    });
    await held.reached;
    const second = await send(1);
    // A button is acknowledged at once; its words come to the address of the message.
    if (type === 'action') await vi.waitFor(() => expect(told().join()).toMatch(BUSY), { interval: 5, timeout: 5_000 });
    else expect(second).toMatch(BUSY);
    order.push('second');
    held.release();
    const body = await first;
    await apps.idle();
    expect(order).toEqual(type === 'action' ? ['first', 'second'] : ['second', 'first']);
    const answer = type === 'action' ? told().join() : body;
    expect(answer).not.toMatch(BUSY);
    const again = await send(1);
    await apps.idle();
    expect(type === 'action' ? told().join() : again).toBe(answer);
  });
});
