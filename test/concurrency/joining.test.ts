import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { CODE } from '../acts/code.ts';
import { warmUp } from '../support/app.ts';
import { describeServer, openTestServer, type TestDatabase } from '../support/databases.ts';
import { otherDoor } from '../support/other-door.ts';
import { fingerprint } from '../support/play.ts';
import { openRaw, stateOfView, submissionOf } from '../support/raw.ts';
import { type Gate, openGate } from './gate.ts';
import { untilWaiting } from './stream-holder.ts';
import { startTwoApps, type TwoApps } from './two-apps.ts';

const BROKE = /Something broke on our side/;
const AGAIN = /Try again/;
/** What a form is told that did its work and went with the organization it was opened in. */
const OVER = /its workspace joined another organization meanwhile/;

// The one write after which whoever sent it is in another organization: its inbox row, its form and its sender are gone with the old one.
describeServer('a workspace that joins an organization, however often and wherever that is asked', () => {
  let opened: TestDatabase & { readonly url: string };
  let gate: Gate;
  let apps: TwoApps;
  const run = (sql: string, ...values: unknown[]) => opened.database.client.$executeRawUnsafe(sql, ...values);
  beforeAll(async () => {
    opened = await openTestServer();
    gate = openGate(opened.database);
    apps = await startTwoApps({ ...opened, database: gate.database }, { demo: false });
    await warmUp({ ...apps.first, database: opened.database });
  });
  afterEach(() => gate.open());
  afterAll(async () => {
    expect(apps.first.driver.refusals).toEqual([]);
    await apps.stop();
    await opened.close();
  });

  /** A new organization in the other chat app, and its code. Ours is a workspace that nobody set up. */
  async function codeFromThere(): Promise<string> {
    for (const table of ['account', 'workspace']) await run(`DELETE FROM ${table} WHERE platform = 'slack'`);
    const there = otherDoor(opened.database, `tenant-${randomUUID()}`);
    await there.send('zoe', await there.press('zoe', await there.type('zoe', 'setup'), 'Set up'), { name: 'Workshop', zone: 'UTC' });
    const { text } = await there.press('zoe', await there.type('zoe', 'setup connect'), 'Get a code');
    await apps.first.driver.command({ as: 'tomas', channel: 'general', text: '/flow help' });
    return CODE.exec(text)?.[0] ?? `no code in: ${text}`;
  }

  async function byWords(): Promise<() => Readonly<Record<string, string>>> {
    const code = await codeFromThere();
    const asked = apps.first.driver.traffic.findLast((one) => one.what === 'command');
    const fields = { ...(asked?.body as Record<string, string>), text: `setup connect ${code}`, trigger_id: randomUUID() };
    return () => fields;
  }

  async function byForm(): Promise<() => Readonly<Record<string, string>>> {
    const code = await codeFromThere();
    const { driver } = apps.first;
    await openRaw(apps.first, 'tomas', 'general', 'doors.enterCode', {});
    const view = driver.view('tomas');
    if (!view) throw new Error('No form opened.');
    await driver.close({ as: 'tomas' });
    const values = { ...stateOfView(view), code: { code: { type: 'plain_text_input', value: code } } };
    return () => submissionOf(apps.first, 'tomas', view, { state: { values } });
  }

  const post = async (replica: number, fields: Readonly<Record<string, string>>) => {
    const { status, body } = await apps.post(replica, fields);
    expect(status).toBe(200);
    // Each answer stands under a button of its own.
    return body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
  };
  const state = async () => {
    await apps.idle();
    const { posted_message: _p, ...prints } = await fingerprint(opened.database);
    return prints;
  };
  const joined = async () => opened.database.client.event.count({ where: { kind: 'workspace joined' } });
  /** Whoever is told to try again does, at the end at the latest, and is told that it is in, or that the form is over. */
  function expectTold(answers: readonly string[]) {
    const said = answers.filter((one) => !AGAIN.test(one) && !OVER.test(one));
    expect([...new Set(said)]).toHaveLength(1);
    expect(answers.at(-1)).not.toMatch(AGAIN);
    // Words are told the same every time.
    if (said[0]?.includes('part of Workshop now')) expect(answers.filter((one) => OVER.test(one))).toEqual([]);
  }

  it.each([
    ['words', byWords],
    ['a form', byForm],
  ])('by %s: killed, sent again while it runs, and when its answer was lost: in once, and told so', async (_, arrange) => {
    const fields = await arrange();
    const before = await state();
    const already = await joined();
    gate.killNext();
    expect(await post(0, fields())).toMatch(BROKE);
    expect(await state()).toEqual(before);
    const held = gate.holdNext();
    const first = post(0, fields());
    await held.reached;
    const second = post(1, fields());
    await untilWaiting(opened.database, 1);
    held.release();
    const answers = [await first, await second];
    answers.push(await post(0, fields()), await post(1, fields()));
    expect(await joined()).toBe(already + 1);
    expectTold(answers);
  });

  it('by a form whose answer was lost: where they are tells them', async () => {
    const fields = await byForm();
    await post(0, fields());
    expect(await post(1, fields())).toMatch(OVER);
    const { driver } = apps.first;
    const told = async (text: string) => (await driver.command({ as: 'tomas', channel: 'general', text })).text;
    expect(await told('/flow setup')).toContain('Workshop');
    const { code } = JSON.parse(fields().payload ?? '').view.state.values;
    expect(await told(`/flow setup connect ${code.code.value}`)).toContain('This workspace is part of Workshop now.');
  });

  it.each([
    ['words', byWords],
    ['a form', byForm],
  ])('by %s: many at once, to both replicas: in once', async (_, arrange) => {
    const fields = await arrange();
    const already = await joined();
    const answers = await Promise.all(Array.from({ length: 5 }, (_each, n) => post(n, fields())));
    answers.push(await post(0, fields()));
    expect(await joined()).toBe(already + 1);
    expectTold(answers);
  });
});
