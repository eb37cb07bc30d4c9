import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import type { Sent } from '../acts/delivery.ts';
import { declared, forms } from '../acts/index.ts';
import { foundTown } from '../acts/town.ts';
import { startTestApp, type TestApp, warmUp } from '../support/app.ts';
import { openTestEmbedded, type TestDatabase } from '../support/databases.ts';
import { fingerprint, row, type SlackTold } from '../support/play.ts';
import { pressRaw, stateOfView, submitRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';

// What no client of Slack's sends: other versions of ours, other programs that know the secret, and Slack's own surprises.
const HERE = { id: 'C0CHECKOUT', name: 'checkout' };
const UUID = '01890000-0000-7000-8000-000000000000';

let opened: TestDatabase;
let app: TestApp;
let at: Play<SlackTold>;
/** Every form, open about a thing of its own, by its entry in the catalogue. */
const standing = new Map<string, Sent>();

beforeAll(async () => {
  opened = await openTestEmbedded();
  app = await startTestApp(opened, { demo: false });
  await warmUp(app);
  const town = await foundTown(app);
  at = town.at;
  await at.type('mei', 'checkout', 'add PAY Save a card');
  for (const { entry, arrange } of forms) standing.set(entry, await arrange(town));
  await app.idle();
  // About six hundred requests.
}, 180_000);
afterAll(async () => {
  await app.stop();
  await opened.close();
});

const fields = forms.flatMap(({ entry, name }) => {
  const contract = declared.forms.find((one) => one.contract.name === name)?.contract;
  return Object.entries(contract?.fields ?? {}).map(([field, schema]) => [entry, field, fieldOf(schema).type] as const);
});

/** Values of the wrong kind for every type of field. None may be stored as if it had been an answer. */
const WRONG: readonly (readonly [string, unknown])[] = [
  ['an array for a text', { type: 'plain_text_input', value: ['a', 'b'] }],
  ['a number for a text', { type: 'plain_text_input', value: 7 }],
  ['an object for a text', { type: 'plain_text_input', value: { toString: 'x' } }],
  ['a text where options are', { type: 'static_select', selected_option: 'PAY' }],
  ['an option without a value', { type: 'static_select', selected_option: { text: 'x' } }],
  ['a list where one is', { type: 'multi_static_select', selected_options: [{ value: 'a' }, { value: 'b' }] }],
  ['101 options', { type: 'multi_static_select', selected_options: Array.from({ length: 101 }, (_, n) => ({ value: `${n}` })) }],
  ['an option that was never offered', { type: 'static_select', selected_option: { value: `${UUID}` } }],
  ['an option that is no id', { type: 'static_select', selected_option: { value: "x' OR 1=1" } }],
  ['users as one text', { type: 'multi_users_select', selected_users: 'U0MEILIN' }],
  ['an input of a kind that is not known', { type: 'file_input', files: [{ id: 'F1' }] }],
  ['no type', { value: 'x' }],
  ['null', null],
  ['a text', 'x'],
];

/** A menu's value is a text, so a field of text may take it. */
const wrongFor = (type: string) =>
  WRONG.filter(([name]) => !(type.toLowerCase().endsWith('text') && /^an option that (was never|is no)/.test(name)));

it.each(fields)('%s: %s (%s) takes nothing of a wrong shape', async (entry, field, type) => {
  const { as, view, values: good } = standing.get(entry) as Sent;
  // Some fields are asked only where they are needed; what comes for one that was not is never looked at.
  if (!(field in good)) return expect(view.blocks.map(({ block_id }) => block_id)).not.toContain(field);
  const { [field]: _gone, ...without } = good;
  const states = [
    ['no answer at all', without] as const,
    ...wrongFor(type).map(([wrong, value]) => [wrong, { ...without, [field]: { [field]: value } }] as const),
  ];
  const before = await fingerprint(opened.database);
  for (const [wrong, values] of states) {
    const answer = await submitRaw(app, as, view, { state: { values } });
    expect(answer, wrong).toMatchObject({ status: 200, problems: [], cleared: false });
    // Slack takes errors for inputs it sent only, so what could not be read is told beside the first of them, or in a form drawn anew.
    expect(answer.body, wrong).toMatch(/"response_action":"(errors|update)"/);
    expect(answer.body, wrong).not.toContain('Something broke');
  }
  expect(await fingerprint(opened.database)).toEqual(before);
});

describe('a form as a whole', () => {
  const block = () => standing.get('pull.block') as Sent;

  it.each([
    ['no state', {}],
    ['values that are a list', { values: [] }],
    ['values that are a text', { values: 'x' }],
    ['a field that is a text', { values: { reason: 'x' } }],
    ['an empty field', { values: { reason: {} } }],
    ['no field', { values: {} }],
  ])('with %s stores nothing', async (_name, state) => {
    const before = await fingerprint(opened.database);
    const answer = await submitRaw(app, block().as, block().view, { state });
    expect(answer).toMatchObject({ status: 200, cleared: false, problems: [] });
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it('ignores blocks that it never had', async () => {
    await at.type('mei', 'checkout', 'block PAY-1');
    const view = app.driver.view('mei') as View;
    const values = {
      ...stateOfView(view),
      reason: { reason: { type: 'plain_text_input', value: 'Rain' } },
      itemId: { itemId: { type: 'plain_text_input', value: UUID } },
      __proto__x: { x: { type: 'plain_text_input', value: 'y' } },
      organizationId: { x: { type: 'plain_text_input', value: UUID } },
    };
    expect(
      await submitRaw(app, 'mei', view, { state: JSON.parse(JSON.stringify({ values }).replace('__proto__x', '__proto__')) }),
    ).toMatchObject({ cleared: true });
    expect(
      await row(
        opened.database,
        "SELECT b.reason FROM blocked_interval b JOIN item i ON i.id = b.item_id WHERE b.to_at IS NULL AND i.key = 'PAY-1'",
      ),
    ).toEqual({ reason: 'Rain' });
    await app.driver.close({ as: 'mei' });
    await at.type('mei', 'checkout', 'unblock PAY-1');
  });

  it.each([
    ['empty', ''],
    ['no JSON', '{'],
    ['JSON of another shape', '[1]'],
    ['no draft', '{}'],
    ['a draft that is no id', '{"draft":"x"}'],
    ['a draft that is a number', '{"draft":7}'],
    ['SQL', `{"draft":"' OR 1=1 --"}`],
    ['an unknown draft', JSON.stringify({ draft: UUID })],
  ])('with metadata that is %s is too old', async (_name, metadata) => {
    const before = await fingerprint(opened.database);
    const answer = await submitRaw(app, block().as, block().view, { metadata });
    expect(answer).toMatchObject({ status: 200, cleared: false, problems: [] });
    expect(answer.body).toContain('This form is more than a day old');
    expect(await fingerprint(opened.database)).toEqual(before);
  });

  it("of somebody else's is too old, too", async () => {
    const answer = await submitRaw(app, 'oskar', block().view, {});
    expect(answer.body).toContain('This form is more than a day old');
  });

  it('goes by its draft, whatever name the view claims', async () => {
    const answer = await submitRaw(app, block().as, block().view, { callback: 'setup.roles' });
    expect(answer.errors).toEqual({ reason: '“What blocks it?” needs an answer.' });
  });
});

describe('a button', () => {
  const actions = declared.actions.map((action) => action.contract.name);
  const values: readonly (readonly [string, unknown])[] = [
    ['no value', undefined],
    ['an empty value', ''],
    ['no JSON', '{"d":'],
    ['JSON null', 'null'],
    ['data that is a text', '{"d":"x","n":"1"}'],
    ['data that is a list', '{"d":[],"n":"2"}'],
    ['ids that are none', '{"d":{"itemId":"x","version":1,"streamId":"x","teamId":"x","after":0,"text":"x","to":"x"},"n":"3"}'],
    ['numbers as texts', `{"d":{"itemId":"${UUID}","version":"1","streamId":"${UUID}","teamId":7,"after":"0","text":7,"to":7},"n":"4"}`],
    ['versions that are none', `{"d":{"itemId":"${UUID}","version":1.5,"streamId":"${UUID}","after":-1,"teamId":"${UUID}x"},"n":"5"}`],
    [
      'versions beyond numbers',
      `{"d":{"itemId":"${UUID}","version":1e309,"streamId":"${UUID}","after":1e309,"teamId":"${UUID}x"},"n":"6"}`,
    ],
    ['NUL and half characters', `{"d":{"itemId":"${UUID}","version":1,"teamId":"${UUID}","text":"a\\u0000b","to":"\\ud800"},"n":"7"}`],
  ];

  it.each(actions)('%s with data that is none', async (action) => {
    const before = await fingerprint(opened.database);
    for (const [name, value] of values) {
      // By somebody who leads nothing, so that what asks for no data does nothing, either.
      const told = await pressRaw(app, 'oskar', HERE, { id: action, value });
      expect(told.status, name).toBe(200);
      expect(told.text, name).not.toBe('');
      expect(told.text, name).not.toContain('Something broke');
    }
    // These ask for no data, so there is nothing wrong with it, and they do what they say.
    if (!['setup.unlink', 'fill.samples'].includes(action)) expect(await fingerprint(opened.database)).toEqual(before);
  });

  it.each(['nothing.here', 'constructor', '__proto__', '', 'pull.take#2', 'x'.repeat(255)])(
    'of the unknown name “%s” is an older version of me',
    async (id) => {
      const told = await pressRaw(app, 'mei', HERE, { id, value: '{"d":{},"n":"8"}' });
      expect(told).toMatchObject({
        status: 200,
        text: 'That button belongs to an older version of me. Type /flow to see where things stand.',
      });
    },
  );

  it.each(['block PAY-1 a\\u0000b', 'add \\ud800', 'move PAY-1 \\u0000', 'x\\u0000y', 'done\\u0000 PAY-1', 'x'.repeat(501)])(
    'of words that we never wrote (%j)',
    async (text) => {
      const before = await fingerprint(opened.database);
      const told = await pressRaw(app, 'mei', HERE, { id: 'chat.command', value: `{"d":{"text":"${text}"},"n":"${text.length}"}` });
      expect(told.text).toBe('That button belongs to an older version of me. Type /flow to see where things stand.');
      expect(await fingerprint(opened.database)).toEqual(before);
    },
  );

  it('far down a backlog shows the end of it', async () => {
    const stream = await row(opened.database, "SELECT id FROM value_stream WHERE key = 'PAY'");
    for (const after of [5_000_000_000, Number.MAX_SAFE_INTEGER]) {
      const value = JSON.stringify({ d: { streamId: stream?.id, after }, n: `far-${after}` });
      expect((await pressRaw(app, 'mei', HERE, { id: 'backlog.more', value })).text).toContain('Payments: backlog');
    }
  });

  it('with a version beyond integers is stale', async () => {
    const item = await row(opened.database, "SELECT id FROM item WHERE key = 'PAY-1'");
    const value = JSON.stringify({ d: { itemId: item?.id, version: Number.MAX_SAFE_INTEGER }, n: 'far' });
    expect((await pressRaw(app, 'mei', HERE, { id: 'pull.finish', value })).text).toContain(
      'PAY-1 changed since that message was written.',
    );
  });
});

describe('an interaction that is none', () => {
  it.each([
    ['no type', {}],
    ['no team', { type: 'block_actions', user: { id: 'U0MEILIN' }, team: null, actions: [{ action_id: 'x' }] }],
    ['a user that is a text', { type: 'view_submission', user: 'U0MEILIN', view: {} }],
    ['a form without a view', { type: 'view_submission', user: { id: 'U0MEILIN' }, team: { id: 'T0MILLRACE' } }],
  ])('(%s) is refused or ends quietly', async (_name, payload) => {
    const before = await fingerprint(opened.database);
    const answer = await app.driver.post(new URLSearchParams({ payload: JSON.stringify(payload) }).toString());
    expect([200, 400, 401, 404]).toContain(answer.status);
    expect(await fingerprint(opened.database)).toEqual(before);
  });
});

describe('a form that Slack no longer opens', () => {
  it.each(['expired_trigger_id', 'exchanged_trigger_id'])('(%s) is offered again by a button', async (error) => {
    app.driver.script('views.open', { body: { ok: false, error } });
    const late = await at.type('mei', 'checkout', 'add');
    expect(late.text).toContain('That took too long for Slack to open the form.');
    expect(app.driver.view('mei')).toBeUndefined();
    await at.press('mei', late, 'Open it');
    expect(app.driver.view('mei')?.title).toBe('Add to a backlog');
    await app.driver.close({ as: 'mei' });

    app.driver.script('views.open', { body: { ok: false, error } });
    const again = await at.press('mei', await at.type('mei', 'checkout', 'PAY-1'), 'Edit');
    await at.press('mei', again, 'Open it');
    expect(app.driver.view('mei')?.title).toBe('Checks');
    await app.driver.close({ as: 'mei' });
  });
});

it('never sent anything that Slack refuses, but for the triggers that were none', () => {
  const codes = app.driver.refusals.flatMap((refusal) => refusal.problems.map((problem) => problem.code));
  expect(codes.filter((code) => !['invalid_trigger_id', 'expired_trigger_id', 'exchanged_trigger_id'].includes(code))).toEqual([]);
});
