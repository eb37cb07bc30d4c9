import { describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../src/chat/action.ts';
import { button, buttons, paragraph } from '../../src/chat/block.ts';
import type { FormView } from '../../src/chat/form.ts';
import type { Outcome } from '../../src/chat/outcome.ts';
import type { Request } from '../../src/chat/request.ts';
import { openTown, said, type Town } from './town.ts';

const VIEW: FormView = {
  draftId: 'draft-1',
  form: 'backlog.add',
  title: 'Add an item',
  submit: 'Add',
  intro: [paragraph('A title is enough.')],
  fields: [
    { name: 'title', field: { type: 'text', label: 'Title', required: true, limit: { graphemes: 200, bytes: 2_048 } }, value: '' },
    { name: 'size', field: { type: 'number', label: 'Size', required: true, min: 1, max: 9 }, value: '3' },
    { name: 'owner', field: { type: 'person', label: 'Owner', required: false }, value: 'member-U2' },
    { name: 'helpers', field: { type: 'people', label: 'Helpers', required: false }, value: [] },
    {
      name: 'stream',
      field: { type: 'choice', label: 'Stream', required: true, options: [{ value: 's1', text: 'Payments' }] },
      value: 's1',
    },
    { name: 'from', field: { type: 'date', label: 'From', required: false }, value: null },
    { name: 'sure', field: { type: 'toggle', label: 'Sure?', required: false }, value: false },
  ],
};

const form: Outcome = { type: 'form', view: VIEW };

function board(): Outcome {
  const press = { ...button('Pull it', { ...runCommand, name: 'pull.item' } as never, { id: 'i1' } as never), nonce: 'nonce-1' };
  return {
    type: 'message',
    blocks: [paragraph('PAY-12 is next.'), buttons(press, { ...press, label: 'Why', nonce: 'nonce-2' })],
    replayed: false,
  };
}

function last(town: Town): Request {
  const request = town.requests.at(-1);
  if (!request) throw new Error('chat was not asked');
  return request;
}

/** The answer that chat is kept waiting for. */
function later(): { promise: Promise<Outcome>; resolve: (outcome: Outcome) => void } {
  let resolve: (outcome: Outcome) => void = () => {};
  const promise = new Promise<Outcome>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

async function openForm(town: Town, as = 'ines') {
  town.chat = () => form;
  return town.driver.command({ as, channel: 'payments', text: '/flow add' });
}

describe('a command', () => {
  test('is answered in the HTTP answer itself, for the asker alone', async () => {
    const town = await openTown();
    const result = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next  please' });
    expect(result.text).toBe('Hello.');
    expect(result.messages[0]?.ephemeralFor).toBe('U1');
    expect(result.body).toMatchObject({
      response_type: 'ephemeral',
      link_names: false,
      parse: 'none',
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(town.driver.traffic.filter((entry) => entry.direction === 'from-bot')).toEqual([]);
    expect(last(town)).toMatchObject({
      type: 'command',
      text: 'next  please',
      sender: {
        platform: 'slack',
        workspaceId: 'T0001',
        userId: 'U1',
        userName: 'ines',
        place: { externalId: 'C1', name: 'payments', kind: 'channel' },
      },
    });
  });

  test('in a direct message has a direct place', async () => {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'dm', text: '/flow' });
    expect(last(town).sender.place).toEqual({ externalId: 'D1', name: 'directmessage', kind: 'direct' });
  });

  test('comes decoded: mentions as names, links as typed', async () => {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add <b> & @tom' });
    expect(last(town)).toMatchObject({ text: 'add <b> & @tom' });
  });

  test('opens a form at once and says nothing else', async () => {
    const town = await openTown();
    const result = await openForm(town);
    expect(result.messages).toEqual([]);
    expect(town.driver.view('ines')).toMatchObject({ title: 'Add an item' });
    expect(town.driver.text(town.driver.view('ines') as never)).toContain('A title is enough.');
    expect(town.driver.refusals).toEqual([]);
  });

  test('that is slow says so, and the answer follows', async () => {
    const town = await openTown({ timing: { answer: 20 } });
    const { promise, resolve } = later();
    town.chat = () => promise;
    const asked = town.driver.command({
      as: 'ines',
      channel: 'payments',
      text: '/flow forecast',
      until: (result) => result.text.includes('Done.'),
    });
    await vi.waitFor(() => expect(town.driver.messages('payments', 'ines')).toHaveLength(1), { interval: 5 });
    resolve(said('Done.'));
    await asked;
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['One moment…', 'Done.']);
  });

  test('whose form comes too late offers to open it again', async () => {
    const town = await openTown();
    town.chat = () => {
      town.clock.now += 4_000;
      return form;
    };
    const late = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add' });
    expect(late.text).toContain('took too long');
    expect(town.driver.view('ines')).toBeUndefined();
    const [message] = late.messages;
    town.chat = () => form;
    await town.driver.click({ as: 'ines', message: message as never, label: 'Open it' });
    expect(last(town)).toMatchObject({ type: 'action', action: runCommand.name, data: { text: 'add' } });
    expect(town.driver.view('ines')).toMatchObject({ title: 'Add an item' });
  });

  test('that chat cannot answer gets the sentence, and the log the number', async () => {
    const town = await openTown();
    town.chat = () => {
      throw new Error('boom');
    };
    const result = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    expect(result.text).toMatch(/Something broke on our side.*: [0-9a-f]{8}\./);
    const number = /([0-9a-f]{8})\./.exec(result.text)?.[1];
    expect(town.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: expect.objectContaining({ requestId: number }) }));
  });
});

describe('a button', () => {
  test('carries its action, data and nonce', async () => {
    const town = await openTown();
    town.chat = board;
    const shown = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    town.chat = () => said('Because.');
    await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Why' });
    expect(last(town)).toMatchObject({ type: 'action', action: 'pull.item', data: { id: 'i1' }, nonce: 'nonce-2' });
  });

  test('with an update replaces the message, with a message adds one', async () => {
    const town = await openTown();
    town.chat = board;
    const shown = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    town.chat = () => said('Because.');
    await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Why' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual([expect.stringContaining('PAY-12'), 'Because.']);
    town.chat = () => said('Pulled.', 'update');
    await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Pull it' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['Pulled.', 'Because.']);
  });

  test('on a message of everyone answers the presser alone', async () => {
    const town = await openTown();
    const blocks = (board() as Extract<Outcome, { type: 'message' }>).blocks;
    await town.slack.send({ platform: 'slack', placeId: 'C1', blocks });
    const posted = town.driver.lastMessage('payments', 'tom');
    town.chat = () => said('Only you.');
    await town.driver.click({ as: 'tom', message: posted as never, label: 'Why' });
    expect(town.driver.messages('payments', 'tom').map(town.driver.text)).toContain('Only you.');
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).not.toContain('Only you.');
  });

  test('whose response_url is broken falls back to a message of its own', async () => {
    const town = await openTown();
    town.chat = board;
    const shown = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    town.chat = () => said('Pulled.', 'update');
    town.driver.script('response_url', { status: 404, body: { ok: false, error: 'expired_url' } });
    await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Pull it' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual([expect.stringContaining('PAY-12'), 'Pulled.']);
    expect(JSON.stringify(town.lines)).not.toContain('/respond/');
  });

  test('whose form comes too late offers the same again', async () => {
    const town = await openTown();
    town.chat = board;
    const shown = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    town.chat = () => {
      town.clock.now += 4_000;
      return form;
    };
    const late = await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Pull it' });
    town.chat = () => form;
    await town.driver.click({ as: 'ines', message: late.messages[0] as never, label: 'Open it' });
    expect(last(town)).toMatchObject({ action: 'pull.item', data: { id: 'i1' } });
    expect(town.driver.view('ines')).toMatchObject({ title: 'Add an item' });
  });

  test('opens a form, whose update then takes the place of the message', async () => {
    const town = await openTown();
    town.chat = board;
    const shown = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    town.chat = () => form;
    await town.driver.click({ as: 'ines', message: shown.messages[0] as never, label: 'Pull it' });
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.chat = () => ({ ...said('Saved.', 'update'), returnTo });
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(town.driver.view('ines')).toBeUndefined();
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['Saved.']);
  });
});

describe('a button in a form', () => {
  test('shows what it brings over the form, which stays', async () => {
    const town = await openTown();
    const why = { label: 'Why', action: 'pull.why', data: {}, nonce: 'n' };
    town.chat = () => ({ type: 'form', view: { ...VIEW, intro: [buttons(why)] } });
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add' });
    town.chat = () => said('Because.', 'update');
    await town.driver.click({ as: 'ines', label: 'Why' });
    expect(last(town)).toMatchObject({ action: 'pull.why', sender: { place: { externalId: '', kind: 'direct' } } });
    expect(last(town)).not.toHaveProperty('returnTo');
    expect(town.driver.snapshot('ines').modals.map(town.driver.text)).toEqual([
      expect.stringContaining('[Why]'),
      expect.stringContaining('Because.'),
    ]);
    await town.driver.close({ as: 'ines' });
    town.chat = () => form;
    await town.driver.click({ as: 'ines', label: 'Why' });
    expect(town.driver.snapshot('ines').modals.length).toBe(2);
    expect(town.driver.refusals).toEqual([]);
  });
});

describe('a form', () => {
  test('comes back as typed values; people as members', async () => {
    const town = await openTown();
    await openForm(town);
    town.chat = () => said('ok');
    await town.driver.submit({
      as: 'ines',
      values: { title: 'A <b> &amp; <@U1>', helpers: ['U1', 'U2'], from: '2027-03-01', sure: ['yes'] },
    });
    const request = last(town);
    expect(request).toMatchObject({
      deliveryId: expect.stringMatching(/./),
      type: 'submit',
      draftId: 'draft-1',
      sender: {
        platform: 'slack',
        workspaceId: 'T0001',
        userId: 'U1',
        userName: 'ines',
        place: { externalId: '', name: '', kind: 'direct' },
      },
      values: {
        title: 'A <b> &amp; <@U1>',
        size: '3',
        owner: 'member-U2',
        helpers: ['member-U1', 'member-U2'],
        stream: 's1',
        from: '2027-03-01',
        sure: true,
      },
    });
  });

  test('with errors stays open with what was typed', async () => {
    const town = await openTown();
    await openForm(town);
    town.chat = () => ({ type: 'errors', view: VIEW, errors: { title: 'Title is too long.', size: 'Size is a whole number.' } });
    await town.driver.submit({ as: 'ines', values: { title: 'typed', size: 'many' } });
    const view = town.driver.view('ines');
    expect(view?.errors).toEqual({ title: 'Title is too long.', size: 'Size is a whole number.' });
    expect(town.driver.refusals).toEqual([]);
    town.chat = () => said('ok');
    await town.driver.submit({ as: 'ines', values: { size: '4' } });
    expect(last(town)).toMatchObject({ values: { title: 'typed', size: '4' } });
  });

  test('with an error of what is no input hangs it on the first input', async () => {
    const town = await openTown();
    const empty: FormView = {
      ...VIEW,
      fields: [
        { name: 'stream', field: { type: 'choice', label: 'Stream', required: true, options: [] }, value: null },
        ...VIEW.fields.slice(0, 1),
      ],
    };
    town.chat = () => ({ type: 'form', view: empty });
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add' });
    town.chat = () => ({ type: 'errors', view: empty, errors: { stream: 'Pick one.' } });
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(town.driver.view('ines')?.errors).toEqual({ title: 'Stream: Pick one.' });
  });

  test('closes and tells where it was opened', async () => {
    const town = await openTown();
    await openForm(town);
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.chat = () => ({ ...said('PAY-13 is in.'), returnTo });
    const result = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(result.body).toEqual({ response_action: 'clear' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['PAY-13 is in.']);
    expect(town.driver.messages('payments', 'tom')).toEqual([]);
  });

  // What is left is counted down from a clock, in parts of milliseconds.
  test('that took its time still tells where it was opened', async () => {
    const town = await openTown({ timing: { ackBy: 1_400 } });
    await openForm(town);
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.chat = () => ({ ...said('PAY-13 is in.'), returnTo });
    const result = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(result.body).toEqual({ response_action: 'clear' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['PAY-13 is in.']);
  });

  test('sent again, because its answer was lost, tells again in the same way', async () => {
    const town = await openTown();
    await openForm(town);
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.chat = () => ({ ...said('PAY-13 is in.'), replayed: true, returnTo });
    const result = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(result.body).toEqual({ response_action: 'clear' });
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['PAY-13 is in.']);
  });

  test('sent again, whose address no longer answers, shows the result itself', async () => {
    const town = await openTown();
    await openForm(town);
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.driver.script('response_url', { status: 404, body: { ok: false, error: 'used_url' } });
    town.chat = () => ({ ...said('PAY-13 is in.'), replayed: true, returnTo });
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(town.driver.text(town.driver.view('ines') as never)).toContain('PAY-13 is in.');
  });

  test.each([
    ['used up', { status: 404, body: { ok: false, error: 'used_url' } }],
    ['cut off', { drop: true }],
    ['redirecting', { status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
  ])('whose response_url is %s shows the result itself', async (_, answer) => {
    const town = await openTown();
    await openForm(town);
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.driver.script('response_url', answer);
    town.chat = () => ({ ...said('PAY-13 is in.'), returnTo });
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    const view = town.driver.view('ines');
    expect(view).toMatchObject({ title: 'Add an item', close: 'Close' });
    expect(town.driver.text(view as never)).toContain('PAY-13 is in.');
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
  });

  test('without a place to tell shows the result itself', async () => {
    const town = await openTown();
    await openForm(town);
    town.chat = () => said('This form is more than a day old.');
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(town.driver.text(town.driver.view('ines') as never)).toContain('more than a day old');
  });

  test('that is slow says so, and shows result or errors in place', async () => {
    const town = await openTown({ timing: { answer: 20 } });
    await openForm(town);
    const { promise, resolve } = later();
    town.chat = () => promise;
    const sent = town.driver.submit({ as: 'ines', values: { title: 'x' }, until: (result) => result.text.includes('too long') });
    await vi.waitFor(() => expect(town.driver.text(town.driver.view('ines') as never)).toContain('One moment…'), { interval: 5 });
    const fields = VIEW.fields.map((one) => (one.name === 'title' ? { ...one, value: 'x', error: 'Title is too long.' } : one));
    resolve({ type: 'errors', view: { ...VIEW, fields }, errors: { title: 'Title is too long.' } });
    await sent;
    expect(town.driver.text(town.driver.view('ines') as never)).toMatch(/⚠ Title is too long\.\nTitle\*/);
    expect(town.driver.refusals).toEqual([]);
  });

  test('is never left without an answer when something breaks', async () => {
    const town = await openTown();
    await openForm(town);
    town.chat = () => {
      throw new Error('boom');
    };
    await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(town.driver.text(town.driver.view('ines') as never)).toContain('Something broke on our side');
  });
});

describe('a Home tab that Slack does not take', () => {
  const page: Outcome = {
    type: 'home',
    blocks: [paragraph('Your page.'), buttons({ label: 'Add', action: 'backlog.add', data: {}, nonce: 'n' })],
  };
  const refused = { body: { ok: false, error: 'internal_error' } };

  async function openHome() {
    const town = await openTown();
    town.chat = () => page;
    const { view } = await town.driver.home({ as: 'ines', until: 'shown' });
    return { town, view };
  }

  test('leaves the result of a form in the form', async () => {
    const { town, view } = await openHome();
    town.chat = () => form;
    await town.driver.click({ as: 'ines', view, label: 'Add', until: 'shown' });
    const returnTo = (last(town) as { returnTo?: string }).returnTo as string;
    town.driver.script('views.publish', refused);
    town.chat = (request) => (request.type === 'home' ? page : { ...said('PAY-13 is in.'), returnTo });
    const sent = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(sent.body).toMatchObject({ response_action: 'update' });
    expect(town.driver.text(town.driver.view('ines') as never)).toContain('PAY-13 is in.');
  });

  test('sends what came of a button to the person alone', async () => {
    const { town, view } = await openHome();
    town.driver.script('views.publish', refused);
    town.chat = (request) => (request.type === 'home' ? page : said('Pulled.', 'update'));
    await town.driver.click({ as: 'ines', view, label: 'Add', until: 'shown' });
    expect(town.driver.messages('dm', 'ines').map(town.driver.text)).toEqual(['Pulled.']);
    expect(town.driver.refusals).toEqual([]);
  });
});

describe('start', () => {
  test('knows the workspace and refuses requests of another', async () => {
    const town = await openTown();
    expect(await town.slack.start()).toEqual({ teamId: 'T0001', teamName: 'Mill Street', botUserId: 'UBOT' });
    const body = new URLSearchParams({
      command: '/flow',
      team_id: 'T9',
      user_id: 'U9',
      channel_id: 'C1',
      text: '',
      trigger_id: 't',
      response_url: 'x',
    });
    const answer = await town.driver.post(body.toString());
    expect(answer.body).toContain('Only people of Mill Street');
    expect(town.requests).toEqual([]);
  });

  test('looks nobody up for a form of another workspace', async () => {
    const asked: string[] = [];
    const none = async () => new Map<string, string>();
    const membersOf = async (sender: { workspaceId: string }) => {
      asked.push(sender.workspaceId);
      return new Map<string, string>();
    };
    const town = await openTown({ people: { accountsOf: none, namesOf: none, membersOf } });
    await town.slack.start();
    const submitted = (team: string) =>
      town.driver.post(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'view_submission',
            team: { id: team },
            user: { id: 'U9' },
            view: {
              id: 'V1',
              type: 'modal',
              callback_id: 'setup.roles',
              state: { values: { adminIds: { adminIds: { type: 'multi_users_select', selected_users: ['U1', 'U9'] } } } },
            },
          }),
        }).toString(),
      );
    expect((await submitted('T9')).body).toContain('Only people of Mill Street');
    expect(asked).toEqual([]);
    await submitted('T0001');
    expect(asked).toEqual(['T0001']);
  });

  test('says what to set when Slack refuses the token', async () => {
    const town = await openTown({ botToken: 'xoxb-wrong' });
    await expect(town.slack.start()).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\)/);
  });
});
