import { describe, expect, test } from 'vitest';
import { actions, type Body, button, input, modal, openTown, section } from './harness.ts';

const ID = /^[0-9A-Z]+$/;

describe('slash commands', () => {
  test('carry all fields Slack sends, with text escaped and names resolved', async () => {
    const town = await openTown();
    await town.driver.command({
      as: 'ines',
      channel: 'payments',
      text: '/flow add a & b <c> for @tom in #payments, see https://x.y/z not @nobody',
    });
    const [heard] = town.heard;
    expect(heard?.kind).toBe('command');
    expect(heard?.body).toMatchObject({
      command: '/flow',
      text: 'add a &amp; b &lt;c&gt; for <@U2|tom> in <#C1|payments>, see <https://x.y/z> not @nobody',
      user_id: 'U1',
      user_name: 'ines',
      team_id: 'T0001',
      team_domain: 'mill-street',
      channel_id: 'C1',
      channel_name: 'payments',
      api_app_id: 'A0001',
    });
    expect(heard?.body.trigger_id).toBeTruthy();
    expect(heard?.body.response_url).toContain(`${town.url}/standin/respond/`);
  });

  test('in a direct message the channel is called directmessage', async () => {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'dm', text: '/flow' });
    expect(town.heard[0]?.body).toMatchObject({ channel_id: 'D1', channel_name: 'directmessage', text: '' });
  });

  test('an answer is ephemeral unless it says in_channel', async () => {
    const town = await openTown();
    town.bot = () => ({ body: { text: 'only you' } });
    const own = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    town.bot = () => ({ body: { text: 'all', response_type: 'in_channel', blocks: [section('For all')] } });
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    expect(own.messages[0]).toMatchObject({ text: 'only you', ephemeralFor: 'U1', user: 'UBOT' });
    expect(own.status).toBe(200);
    expect(town.driver.messages('payments', 'tom').map(town.driver.text)).toEqual(['For all']);
    expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['only you', 'For all']);
  });

  test('plain text is an ephemeral message, an empty body nothing', async () => {
    const town = await openTown();
    const none = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    expect(none).toMatchObject({ ok: true, shown: [], alerts: [] });
    town.bot = () => ({ body: 'Plain words' });
    expect((await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' })).text).toBe('Plain words');
  });

  test.each([
    ['an error status', { status: 500 }, '/flow failed with the error "dispatch_failed" (HTTP 500).'],
    ['no answer', { silent: true }, '/flow failed because the app did not respond.'],
    ['no JSON', { body: '<html>', type: 'text/html' }, '/flow failed with the error "invalid_command_response": the answer is no JSON.'],
  ])('%s becomes an alert in Slack’s words', async (_name, said, words) => {
    const town = await openTown('silent' in said ? { answerTimeoutMs: 20 } : {});
    town.bot = () => said;
    const result = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    expect(result.alerts).toEqual([words]);
    expect(result.ok).toBe(false);
  });

  test('an answer Slack would refuse is recorded and shown to nobody', async () => {
    const town = await openTown();
    town.bot = () => ({ body: { text: 'x', blocks: [section('')] } });
    const result = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    expect(result.messages).toEqual([]);
    expect(result.alerts[0]).toContain('invalid_blocks: [ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]');
    expect(town.driver.refusals[0]).toMatchObject({ where: 'answer to /flow', problems: [{ code: 'invalid_blocks' }] });
  });

  test('an unknown command, and any command in a thread, never reaches the bot', async () => {
    const town = await openTown();
    const unknown = await town.driver.say({ as: 'ines', channel: 'payments', text: '/nope now' });
    expect(unknown.alerts[0]).toContain('/nope is not a valid command');
    const ts = String((await town.call('chat.postMessage', { channel: 'C1', text: 'root' })).ts);
    const threaded = await town.driver.say({ as: 'ines', channel: 'payments', text: '/flow', threadTs: ts });
    expect(threaded.alerts).toEqual(['/flow is not supported in threads. Sorry!']);
    expect(town.heard).toEqual([]);
  });

  test('a person cannot write into someone else’s direct message', async () => {
    const town = await openTown();
    expect(await town.driver.command({ as: 'tom', channel: 'D1', text: '/flow' })).toMatchObject({ ok: false, status: 0 });
    expect(town.heard).toEqual([]);
  });
});

describe('clicks', () => {
  const blocks = [
    actions(button('Pull it', 'pull', { value: 'PAY-1' }), {
      type: 'overflow',
      action_id: 'more',
      options: [{ text: { type: 'plain_text', text: 'Park' }, value: 'park' }],
    }),
  ];

  test('a button of a message sends the message’s own value and a response_url that can replace it', async () => {
    const town = await openTown();
    await town.call('chat.postMessage', { channel: 'C1', text: 'Next', blocks });
    const message = town.driver.lastMessage('payments', 'tom');
    if (!message) throw new Error('no message');
    const result = await town.driver.click({ as: 'tom', message, label: 'Pull it' });
    expect(result).toMatchObject({ ok: true, status: 200 });
    const body = town.heard[0]?.body;
    expect(body).toMatchObject({
      type: 'block_actions',
      user: { id: 'U2', username: 'tom' },
      channel: { id: 'C1', name: 'payments' },
      container: { type: 'message', message_ts: message.ts, channel_id: 'C1', is_ephemeral: false },
      message: { ts: message.ts, bot_id: 'B0001', blocks: message.blocks },
      actions: [{ type: 'button', block_id: 'act', action_id: 'pull', value: 'PAY-1', text: { text: 'Pull it' } }],
    });
    await town.reply(body?.response_url, { replace_original: true, text: 'Pulled' });
    expect(town.driver.messages('payments', 'ines').map((one) => one.text)).toEqual(['Pulled']);
    expect(town.driver.lastMessage('payments', 'ines')).toMatchObject({ ts: message.ts, blocks: [] });
  });

  test('an ephemeral message is not sent back, and only its reader can click it', async () => {
    const town = await openTown();
    town.bot = (heard) => (heard.kind === 'command' ? { body: { text: 'Next', blocks } } : {});
    const { messages } = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
    const [message] = messages;
    if (!message) throw new Error('no message');
    await town.driver.click({ as: 'ines', message, actionId: 'more', choose: 'Park' });
    expect(town.heard[1]?.body).not.toHaveProperty('message');
    expect(town.heard[1]?.body).toMatchObject({ container: { is_ephemeral: true }, actions: [{ selected_option: { value: 'park' } }] });
    expect(await town.driver.click({ as: 'tom', message, label: 'Pull it' })).toMatchObject({
      ok: false,
      error: 'That is no longer there.',
    });
    await town.reply(town.heard[1]?.body.response_url, { delete_original: true });
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
  });

  test('what was typed as a form closed is dropped in silence; a button of a closed form is not', async () => {
    const town = await openTown();
    const container = { type: 'view', viewId: 'V0CLOSED' } as const;
    const late = (type: string) =>
      town.driver.act({ type: 'click', as: 'U1', container, action: { type, block_id: 'title', action_id: 'in', value: 'Pay by' } });
    expect(await late('plain_text_input')).toMatchObject({ ok: true, alerts: [] });
    expect(await late('button')).toMatchObject({ ok: false, error: 'That is no longer there.' });
    const query = { type: 'options', as: 'U1', container, blockId: 'epic', actionId: 'in', query: 'pay' } as const;
    expect(await town.driver.act(query)).toMatchObject({ ok: true, options: [] });
    expect(town.heard).toEqual([]);
  });

  test('an option that was never offered cannot be chosen', async () => {
    const town = await openTown();
    const { ts } = await town.call('chat.postMessage', { channel: 'C1', text: 'Next', blocks });
    const act = (value: string) =>
      town.driver.act({
        type: 'click',
        as: 'U1',
        container: { type: 'message', channel: 'C1', ts: String(ts) },
        action: { block_id: 'act', action_id: 'more', selected_option: { value } },
      });
    expect(await act('steal')).toMatchObject({ ok: false, error: 'That choice is not offered.' });
    expect(await act('park')).toMatchObject({ ok: true });
    expect(town.heard).toHaveLength(1);
  });

  test('the driver waits for what the bot does after its empty answer', async () => {
    const town = await openTown();
    await town.call('chat.postMessage', { channel: 'C1', text: 'Next', blocks });
    const message = town.driver.lastMessage('payments', 'ines');
    if (!message) throw new Error('no message');
    town.bot = (heard) => {
      setImmediate(() => void town.reply(heard.body.response_url, { replace_original: true, text: 'Done' }));
      return {};
    };
    const result = await town.driver.click({ as: 'ines', message, label: 'Pull it', until: 'shown' });
    expect(result.text).toBe('Done');
  });
});

describe('modals', () => {
  const form = modal([input('title', 'Title'), input('why', 'Why', { initial_value: 'because' }, { optional: true })], {
    private_metadata: 'p1',
  });

  async function withForm(view: Body = form) {
    const town = await openTown();
    town.bot = async (heard) => {
      if (heard.kind === 'command') await town.call('views.open', { trigger_id: heard.body.trigger_id, view });
      return {};
    };
    const opened = await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow add' });
    return {
      town,
      opened,
      sent: () => town.heard.filter((heard) => heard.kind === 'view_submission').map((heard) => heard.body.view as Body),
    };
  }

  test('open, fill in by label, send: state.values, metadata, hash and ids arrive; an empty answer closes', async () => {
    const { town, opened, sent } = await withForm();
    expect(opened.views).toHaveLength(1);
    expect(town.driver.inputs(opened.views[0] as never).map((one) => one.label)).toEqual(['Title', 'Why']);
    const result = await town.driver.submit({ as: 'ines', values: { Title: 'One & two' } });
    expect(result.ok).toBe(true);
    expect(sent()[0]).toMatchObject({
      callback_id: 'form',
      private_metadata: 'p1',
      root_view_id: opened.views[0]?.id,
      previous_view_id: null,
      hash: opened.views[0]?.hash,
      state: { values: { title: { value: { type: 'plain_text_input', value: 'One & two' } }, why: { value: { value: 'because' } } } },
    });
    expect(town.driver.view('ines')).toBeUndefined();
  });

  test('a required field left empty is refused by the client and nothing is sent', async () => {
    const { town, sent } = await withForm();
    const result = await town.driver.submit({ as: 'ines' });
    expect(result).toMatchObject({ ok: false, error: 'Please fill in “Title”.', fields: { title: 'Please fill in “Title”.' }, status: 0 });
    expect(sent()).toEqual([]);
    expect(town.driver.view('ines')).toBeDefined();
  });

  test.each([
    [{ max_length: 3 }, 'four', '“Size” takes at most 3 characters.'],
    [{ min_length: 3 }, 'ab', '“Size” needs at least 3 characters.'],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', '“Size” needs a whole number.'],
    [{ type: 'number_input', is_decimal_allowed: true, max_value: '5' }, '5.5', '“Size” must be at most 5.'],
    [{ type: 'number_input', is_decimal_allowed: true, min_value: '1' }, '0', '“Size” must be at least 1.'],
    [{ type: 'number_input', is_decimal_allowed: true }, 'six', '“Size” needs a number.'],
    [{ type: 'url_text_input' }, 'nowhere', '“Size” needs a link.'],
    [{ type: 'email_text_input' }, 'nobody', '“Size” needs an e-mail address.'],
  ])('the client checks %j', async (element, value, words) => {
    const { town } = await withForm(modal([input('size', 'Size', element)]));
    expect(await town.driver.submit({ as: 'ines', values: { size: value } })).toMatchObject({ ok: false, error: words });
  });

  test('errors keep the form open with the words at the field', async () => {
    const { town } = await withForm();
    town.bot = () => ({ body: { response_action: 'errors', errors: { title: 'Say more' } } });
    const result = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(result).toMatchObject({ ok: true, views: [{ errors: { title: 'Say more' } }] });
    town.bot = () => ({ body: { response_action: 'errors', errors: { nope: 'Say more' } } });
    const bad = await town.driver.submit({ as: 'ines', values: { title: 'x' } });
    expect(bad.ok).toBe(false);
    expect(town.driver.refusals.at(-1)?.problems[0]?.path).toBe('/errors/nope');
  });

  test('update replaces and keeps what was typed; push stacks three at most; clear closes all', async () => {
    const { town, sent } = await withForm();
    town.bot = () => ({ body: { response_action: 'update', view: { ...form, title: { type: 'plain_text', text: 'Step 2' } } } });
    const updated = await town.driver.submit({ as: 'ines', values: { title: 'typed' } });
    expect(updated.views[0]?.title).toBe('Step 2');
    town.bot = () => ({ body: { response_action: 'push', view: modal([input('a', 'A')]) } });
    await town.driver.submit({ as: 'ines' });
    expect(sent()[1]).toMatchObject({ state: { values: { title: { value: { value: 'typed' } } } } });
    await town.driver.submit({ as: 'ines', values: { a: '1' } });
    expect(town.driver.snapshot('ines').modals).toHaveLength(3);
    const fourth = await town.driver.submit({ as: 'ines', values: { a: '1' } });
    expect(fourth.alerts[0]).toContain('push_limit_reached');
    town.bot = () => ({ body: { response_action: 'clear' } });
    await town.driver.submit({ as: 'ines', values: { a: '1' } });
    expect(town.driver.snapshot('ines').modals).toEqual([]);
  });

  test('closing tells the bot only when it asked for it', async () => {
    const quiet = await withForm();
    await quiet.town.driver.close({ as: 'ines' });
    expect(quiet.town.heard.map((heard) => heard.kind)).toEqual(['command']);
    const loud = await withForm(modal([section()], { notify_on_close: true }));
    await loud.town.driver.close({ as: 'ines' });
    expect(loud.town.heard.at(-1)).toMatchObject({ kind: 'view_closed', body: { is_cleared: false, view: { callback_id: 'form' } } });
    expect(loud.town.driver.view('ines')).toBeUndefined();
  });

  test('external options are asked after the least number of letters', async () => {
    const { town } = await withForm(modal([input('who', 'Who', { type: 'external_select', min_query_length: 2 })]));
    town.bot = () => ({ body: { options: [{ text: { type: 'plain_text', text: 'Tom' }, value: 't' }] } });
    const view = town.driver.view('ines');
    if (!view) throw new Error('no view');
    const ask = (query: string) => town.driver.options({ as: 'ines', view, blockId: 'who', actionId: 'value', query });
    expect((await ask('t')).options).toEqual([]);
    expect((await ask('to')).options).toEqual([{ text: 'Tom', value: 't' }]);
    expect(town.heard.at(-1)?.body).toMatchObject({ type: 'block_suggestion', value: 'to', block_id: 'who' });
    town.bot = () => ({});
    expect((await town.driver.submit({ as: 'ines', values: { who: { text: 'Tom', value: 't' } } })).ok).toBe(true);
  });
});

describe('events and shortcuts', () => {
  test('the bot hears direct messages and mentions, each with its own event id', async () => {
    const town = await openTown();
    await town.driver.say({ as: 'ines', channel: 'dm', text: 'help' });
    await town.driver.say({ as: 'ines', channel: 'payments', text: 'nothing for the bot' });
    await town.driver.say({ as: 'ines', channel: 'payments', text: '@millrace hello @channel' });
    await town.driver.say({ as: 'ines', channel: 'lounge', text: '@millrace are you there?' });
    expect(town.heard.map((heard) => heard.kind)).toEqual(['message', 'app_mention']);
    expect(town.heard[0]?.body).toMatchObject({
      type: 'event_callback',
      event: { channel_type: 'im', channel: 'D1', text: 'help', user: 'U1' },
    });
    expect(town.heard[1]?.body).toMatchObject({ event: { text: '<@UBOT> hello <!channel>' } });
    const ids = town.heard.map((heard) => String(heard.body.event_id));
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^Ev/);
    expect(ids[0]?.slice(2)).toMatch(ID);
  });

  test('Home: the event on every open, the view after publish', async () => {
    const town = await openTown();
    town.bot = async (heard) => {
      const user = (heard.body.event as Body).user;
      await town.call('views.publish', { user_id: user, view: { type: 'home', blocks: [section('Your work')] } });
      return {};
    };
    const result = await town.driver.home({ as: 'ines' });
    expect(town.heard[0]?.body).toMatchObject({ event: { type: 'app_home_opened', tab: 'home', user: 'U1', channel: 'D1' } });
    expect(result.text).toBe('Your work');
    expect(town.driver.snapshot('ines').home?.blocks).toHaveLength(1);
    expect(town.driver.snapshot('tom').home).toBeNull();
  });

  test('a global shortcut knows no channel; one on a message does', async () => {
    const town = await openTown();
    await town.driver.shortcut({ as: 'ines', callbackId: 'propose' });
    expect(town.heard[0]?.body).toMatchObject({ type: 'shortcut', callback_id: 'propose' });
    expect(town.heard[0]?.body).not.toHaveProperty('channel');
    expect(town.heard[0]?.body).not.toHaveProperty('response_url');
    await town.driver.say({ as: 'tom', channel: 'payments', text: 'an idea' });
    const message = town.driver.lastMessage('payments', 'ines');
    if (!message) throw new Error('no message');
    await town.driver.shortcut({ as: 'ines', callbackId: 'capture', message });
    expect(town.heard[1]?.body).toMatchObject({
      type: 'message_action',
      message: { text: 'an idea', user: 'U2' },
      channel: { id: 'C1' },
      message_ts: message.ts,
    });
  });
});
