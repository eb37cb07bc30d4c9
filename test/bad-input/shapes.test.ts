import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf } from '../../src/chat/field.ts';
import { features } from '../../src/features/index.ts';
import type { View } from '../../src/playground/wire/protocol.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { openTestEmbedded, type TestDatabase } from '../support/databases.ts';
import { finishOn, USUAL_DAYS } from '../support/finish-on.ts';
import { justify } from '../support/justify.ts';
import { addReady, fingerprint, row, type SlackTold, setUp, userId } from '../support/play.ts';
import { openRaw, pressRaw, stateOfView, submitRaw } from '../support/raw.ts';
import type { Play } from '../support/scene.ts';

// What no client of Slack's sends: other versions of ours, other programs that know the secret, and Slack's own surprises.
const HERE = { id: 'C0CHECKOUT', name: 'checkout' };
const UUID = '01890000-0000-7000-8000-000000000000';

let opened: TestDatabase;
let app: TestApp;
let at: Play<SlackTold>;
const views = new Map<string, { readonly as: string; readonly view: View }>();

beforeAll(async () => {
  opened = await openTestEmbedded();
  app = await startTestApp(opened, { demo: false });
  // The first request of a process loads code; on a busy machine that alone may take longer than Slack waits.
  await app.driver.command({ as: 'ruth', channel: 'general', text: '/flow help' });
  at = await setUp(app, {
    // With so many, another stream is found by typing.
    streams: [
      { key: 'PAY', name: 'Payments', owner: 'ines' },
      { key: 'LOG', name: 'Logistics' },
      ...['AA', 'BB', 'CC', 'DD', 'EE'].map((key) => ({ key, name: `Stream ${key}` })),
    ],
    teams: [{ name: 'Checkout', limit: 5, streams: ['PAY'], people: ['mei', 'oskar'], channel: 'checkout' }],
  });
  // Each form has a thing of its own: what one needs is in nobody else's way.
  const ready = async (titles: readonly string[]) => {
    const keys: string[] = [];
    for (const title of titles) keys.push(await addReady(at, 'mei', 'checkout', title));
    return keys as [string, string, string];
  };
  const [any, quick] = await ready(['Save a card', 'Quick and done', 'One too many']);
  const [first, second, third] = await ready(['Gift cards', 'Quiet doors', 'Longer benches']);
  const flooded = /PAY-\d+/.exec((await at.type('mei', 'checkout', 'unplanned A flooded cellar')).text)?.[0] ?? '';
  const run = (sql: string) => opened.database.client.$executeRawUnsafe(sql);
  const open = async (as: string, name: string, how: () => Promise<unknown>) => {
    await how();
    const view = app.driver.view(as);
    if (!view) throw new Error(`${name} did not open.`);
    views.set(name, { as, view });
    await app.driver.close({ as });
  };
  const setup = () => at.type('tomas', 'general', 'setup');
  await open('tomas', 'setup.organization', async () => at.press('tomas', await setup(), 'Name and zone'));
  await open('tomas', 'setup.stream', async () => at.press('tomas', await setup(), 'Edit'));
  await open('tomas', 'setup.team', async () => at.press('tomas', await setup(), 'Add a team'));
  await open('tomas', 'setup.roles', async () => at.press('tomas', await setup(), 'Roles'));
  await open('tomas', 'setup.link', async () => at.press('tomas', await setup(), 'Link something else'));
  await open('mei', 'backlog.add', () => at.type('mei', 'checkout', 'add'));
  // More is ready than fits in sprints of a day, so that a park list is proposed.
  await at.type('ines', 'checkout', `order ${quick} top`);
  for (const words of [`pull ${quick}`, `done ${quick}`]) await at.type('mei', 'checkout', words);
  const policy = () => at.type('ines', 'checkout', 'policy PAY');
  await at.press('ines', await policy(), 'Limits and shares');
  await at.send('ines', { sprintDays: '1', reason: 'To try it' });
  // And one check that a person ticks, so that the form of the checks asks for it.
  await at.press('ines', await policy(), 'Readiness');
  await at.send('ines', { checks: ['purpose', 'criteria', 'testable'], reason: 'To try it' });
  await open('ines', 'policy.readiness', async () => at.press('ines', await policy(), 'Readiness'));
  await open('ines', 'policy.limits', async () => at.press('ines', await policy(), 'Limits and shares'));
  await finishOn(opened.database, { key: 'PAY' }, USUAL_DAYS);
  await open('ines', 'health.park', async () =>
    at.press('ines', await at.press('ines', await at.type('ines', 'checkout', 'health PAY'), 'What could be parked?'), 'Park'),
  );
  const tags = () => at.type('ines', 'checkout', 'tags PAY');
  await open('ines', 'tags.new', async () => at.press('ines', await tags(), 'Add a tag'));
  for (const name of ['Till', 'Counter']) {
    await at.press('ines', await tags(), 'Add a tag');
    await at.send('ines', { name, kind: 'journey' });
  }
  await open('ines', 'tags.edit', async () => at.press('ines', await at.press('ines', await tags(), 'Open'), 'Edit'));
  await open('ines', 'tags.merge', async () => at.press('ines', await at.press('ines', await tags(), 'Open'), 'Merge'));
  await open('mei', 'tags.item', () => at.type('mei', 'checkout', `tag ${any}`));
  await open('mei', 'backlog.prepare', async () => at.press('mei', await at.type('mei', 'checkout', any), 'Edit'));
  await open('mei', 'pull.block', () => at.type('mei', 'checkout', `block ${any}`));
  await open('mei', 'pull.otherReason', async () => at.press('mei', await at.type('mei', 'checkout', `pull ${third}`), 'Other'));
  await open('mei', 'exception.grant', () => at.type('mei', 'checkout', 'exception'));
  await open('mei', 'expedite.item', () => at.type('mei', 'checkout', `expedite ${any}`));
  await open('mei', 'learn.item', async () => at.press('mei', await at.type('mei', 'checkout', `done ${flooded}`), 'What did we learn?'));
  await open('mei', 'corrections.correct', () => at.type('mei', 'checkout', `correct ${flooded}`));
  await open('mei', 'unplanned.start', () => at.type('mei', 'checkout', 'unplanned'));
  await open('mei', 'reshape.split', () => at.type('mei', 'checkout', `split ${any}`));
  await open('mei', 'reshape.merge', () => at.type('mei', 'checkout', `merge ${any}`));
  await open('ines', 'reshape.transfer', () => at.type('ines', 'checkout', `transfer ${any}`));
  await open('mei', 'challenges.ask', () => at.type('mei', 'checkout', `challenge ${any}`));
  await at.type('mei', 'checkout', `challenge ${any} Whose is it?`);
  await open('ines', 'challenges.answer', async () => at.press('ines', await at.type('ines', 'checkout', any), 'Keep it'));
  await open('mei', 'externalDates.date', () => at.type('mei', 'checkout', `date ${any}`));
  await run("UPDATE value_stream SET scored = true WHERE key = 'PAY'");
  await run(
    `UPDATE item SET score = jsonb_build_object('value', 5, 'time', 5, 'risk', 5, 'size', CASE key WHEN '${second}' THEN 20 ELSE 1 END)`,
  );
  await open('ines', 'scores.score', () => at.type('ines', 'checkout', `score ${any}`));
  await open('ines', 'order.override', async () =>
    at.press('ines', await at.type('ines', 'checkout', `order ${second} above ${first}`), 'Another reason'),
  );
  await run("UPDATE value_stream SET scored = false WHERE key = 'PAY'");
  await open('mei', 'dependencies.needs', () => at.type('mei', 'checkout', `needs ${any}`));
  await open('mei', 'decisions.decide', () => at.type('mei', 'checkout', 'decide'));
  await open('tomas', 'setup.ownTeam', async () => at.press('tomas', await at.type('tomas', 'general', 'setup link'), 'A new team'));
  await open('ines', 'order.place', () => at.type('ines', 'checkout', `order ${any}`));
  await open('mei', 'pull.blockAny', () => at.type('mei', 'checkout', 'block'));
  await open('ines', 'order.placeAny', () => at.type('ines', 'checkout', 'order'));
  await open('mei', 'backlog.show', () => at.type('mei', 'checkout', 'show'));
  await open('tomas', 'backlog.stream', async () => at.press('tomas', await at.type('tomas', 'general', 'backlog'), 'Another stream …'));
  await open('mei', 'why.any', () => at.type('mei', 'checkout', 'why'));
  await open('mei', 'antiBacklog.parkAny', () => at.type('mei', 'checkout', 'park'));
  await open('mei', 'antiBacklog.reviveAny', () => at.type('mei', 'checkout', 'revive'));
  await open('mei', 'fill.list', () => at.type('mei', 'checkout', 'import list'));
  await open('mei', 'portfolio.propose', () => at.type('mei', 'checkout', 'propose Fewer invoices by post'));
  await at.type('mei', 'checkout', 'propose Night trains');
  await at.send('mei', { outcome: 'Somebody arrives rested' });
  await open('mei', 'portfolio.outcome', () => at.type('mei', 'checkout', 'outcome E-1'));
  await run("UPDATE member SET is_leader = true WHERE name = 'tomas'");
  const lead = async (words: string, label: string) => at.press('tomas', await at.type('tomas', 'general', words), label);
  await open('tomas', 'strategy.theme', () => lead('strategy', 'Write a theme'));
  await lead('strategy', 'Write a theme');
  await at.send('tomas', { name: 'Calm money', winWhere: 'Here' });
  await lead('T-1', 'Activate');
  await open('tomas', 'strategy.retire', () => lead('T-1', 'Retire'));
  await open('tomas', 'strategy.objective', () => lead('strategy', 'Add an objective'));
  await lead('strategy', 'Add an objective');
  const objective = await at.send('tomas', { title: 'Refunds that nobody asks about' });
  await open('tomas', 'strategy.keyResult', () => at.press('tomas', objective, 'Add a key result'));
  await at.press('tomas', objective, 'Add a key result');
  await at.send('tomas', { title: 'Calls', baseline: '40', target: '10' });
  await open('tomas', 'strategy.measure', () => lead('K-1', 'Note where it stands'));
  await open('mei', 'portfolio.details', async () => at.press('mei', await at.type('mei', 'checkout', 'E-1'), 'Details'));
  await at.type('mei', 'checkout', 'propose Quiet harbours');
  await at.send('mei', { outcome: 'Somebody sleeps at last' });
  await run("UPDATE epic SET state = 'delivered', finished_at = now() WHERE key = 'E-2'");
  await open('mei', 'outcomes.review', () => at.type('mei', 'checkout', 'review E-2'));
  await open('mei', 'antiBacklog.parkIdea', () => at.type('mei', 'checkout', 'park A solar roof'));
  await open('mei', 'antiBacklog.parkThing', () => at.type('mei', 'checkout', 'park E-1'));
  await openBets(open, run);
  await at.type('mei', 'checkout', 'park Gift wrapping');
  await at.send('mei', { reasonCode: 'too_early', reason: 'Not in this rain' });
  await open('tomas', 'doors.enterCode', async () =>
    at.press('tomas', await at.type('tomas', 'general', 'setup connect'), 'I have a code'),
  );
  // It is offered where a second door is open.
  await run("INSERT INTO workspace (platform, external_id, organization_id, created_at) SELECT 'teams', 't', id, now() FROM organization");
  await open('mei', 'doors.enterPersonCode', async () =>
    at.press('mei', await at.type('mei', 'checkout', 'account'), 'I have a code from there'),
  );
  await run("DELETE FROM workspace WHERE platform = 'teams'");
  await open('mei', 'antiBacklog.revive', () => at.type('mei', 'checkout', 'revive I-1'));
  await at.type('mei', 'checkout', 'park Paper maps');
  await at.send('mei', { reasonCode: 'too_early', reason: 'Not in this rain' });
  const again = await at.type('mei', 'checkout', 'revive I-2 The rain is over');
  await open('mei', 'backlog.addRevived', () => at.press('mei', again, 'Add to a backlog'));
});
/** What is for leaders: Lotte is one. E-2 runs, E-3 is ready, and there is no room for it. */
async function openBets(
  open: (as: string, name: string, how: () => Promise<unknown>) => Promise<void>,
  run: (sql: string) => Promise<unknown>,
): Promise<void> {
  await at.type('tomas', 'general', 'setup roles');
  await at.send('tomas', { adminIds: [userId(app, 'tomas')], leaderIds: [userId(app, 'lotte')] });
  for (const title of ['Brass buttons', 'Feather pillows']) {
    await at.type('mei', 'checkout', `propose ${title}`);
    await at.send('mei', { outcome: 'Somebody smiles' });
  }
  for (const key of ['E-2', 'E-3']) await justify(opened.database, key);
  await run(
    "UPDATE epic SET state = CASE key WHEN 'E-2' THEN 'investing' ELSE 'ready' END, started_at = created_at WHERE key IN ('E-2', 'E-3')",
  );
  await run('UPDATE organization SET bet_limit = 1');
  const epicId = (await opened.database.client.epic.findFirstOrThrow({ where: { key: 'E-3' } })).id;
  for (const part of ['hypothesis', 'owner', 'stream', 'case', 'evidence', 'theme'])
    await open('lotte', `portfolio.${part}`, () => openRaw(app, 'lotte', 'checkout', 'portfolio.fill', { epicId, part }));
  const words = (text: string) => at.type('lotte', 'checkout', text);
  await open('lotte', 'portfolio.hold', () => words('hold E-2'));
  await open('lotte', 'portfolio.stop', () => words('stop E-2'));
  await open('lotte', 'portfolio.score', () => words('score E-3'));
  await open('lotte', 'portfolio.date', () => words('date E-3'));
  await open('lotte', 'portfolio.override', async () => at.press('lotte', await words('invest E-3'), 'Make an exception'));
  await open('lotte', 'portfolio.limits', async () => at.press('lotte', await words('portfolio flow'), 'Limits'));
  await open('lotte', 'portfolio.shares', async () => at.press('lotte', await words('portfolio flow'), 'Shares'));
  await open('lotte', 'portfolio.reviewStep', async () => at.press('lotte', await words('review bets'), 'Continue'));
  await open('lotte', 'portfolio.where', () => openRaw(app, 'lotte', 'checkout', 'portfolio.sayWhere', {}));
  await run('UPDATE epic SET before = true WHERE started_at IS NOT NULL');
  await words('portfolio running');
  await at.send('lotte', { titles: 'Old harbours' });
  await open('lotte', 'portfolio.owners', () => openRaw(app, 'lotte', 'checkout', 'portfolio.nameOwners', {}));
  await open('lotte', 'portfolio.running', () => words('portfolio running'));
  await run(
    `INSERT INTO bet_exception (organization_id, id, epic_id, from_at, until_at)
     SELECT organization_id, gen_random_uuid(), id, now() - interval '1 day', now() + interval '9 days' FROM epic WHERE key = 'E-2'`,
  );
  await open('lotte', 'portfolio.endException', async () => at.press('lotte', await words('E-2'), 'End the exception'));
}
afterAll(async () => {
  await app.stop();
  await opened.close();
});

const forms = features.flatMap((feature) => feature.forms).map((form) => form.contract);
const fields = forms.flatMap((form) =>
  Object.entries(form.fields).map(([field, schema]) => [form.name, field, fieldOf(schema).type] as const),
);

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

it('opened every form there is', () => {
  expect([...views.keys()].sort()).toEqual(forms.map((form) => form.name).sort());
});

it.each(fields)('%s: %s (%s) takes nothing of a wrong shape', async (name, field, type) => {
  const { as, view } = views.get(name) as { as: string; view: View };
  const { [field]: _gone, ...without } = stateOfView(view);
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
  const block = () => views.get('pull.block') as { as: string; view: View };

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
    expect(await row(opened.database, 'SELECT reason FROM blocked_interval WHERE to_at IS NULL')).toEqual({ reason: 'Rain' });
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
  const actions = features.flatMap((feature) => feature.actions).map((action) => action.contract.name);
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
      const told = await pressRaw(app, 'mei', HERE, { id: action, value });
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
