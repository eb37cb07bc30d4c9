import { describe, expect, test } from 'vitest';
import { type Body, input, modal, openTown, plain, section, TOKEN, type Town } from './harness.ts';

const home = { type: 'home', blocks: [section()] };

/** A trigger as the bot would get it. */
async function trigger(town: Town, as = 'ines'): Promise<string> {
  await town.driver.shortcut({ as, callbackId: 'propose' });
  return String(town.heard.at(-1)?.body.trigger_id);
}

describe('tokens and methods', () => {
  test.each([
    ['no token', 'auth.test', null, 'not_authed'],
    ['a wrong token', 'auth.test', 'xoxb-wrong', 'invalid_auth'],
    ['an unknown method', 'chat.shout', TOKEN, 'unknown_method'],
    ['a method of Object', 'constructor', TOKEN, 'unknown_method'],
    ['a method that is not played', 'apps.connections.open', TOKEN, 'unknown_method'],
  ])('%s', async (_name, method, token, error) => {
    const town = await openTown();
    expect(await town.call(method, {}, token)).toEqual({ ok: false, error });
  });

  test('a method whose scope the token lacks', async () => {
    const town = await openTown({ scopes: ['chat:write', 'commands'] });
    expect(await town.call('users.info', { user: 'U1' })).toEqual({
      ok: false,
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,commands',
    });
    expect(await town.call('auth.test', {})).toMatchObject({ ok: true });
    expect(await town.call('chat.postMessage', { channel: 'C1', text: 'Hello' })).toMatchObject({ ok: true });
  });

  test('the token may be a field, the body JSON', async () => {
    const town = await openTown();
    expect(await town.call('auth.test', { token: TOKEN }, null)).toMatchObject({
      ok: true,
      user_id: 'UBOT',
      bot_id: 'B0001',
      team_id: 'T0001',
    });
    const json = (body: string) =>
      fetch(`${town.url}/standin/api/chat.postMessage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json; charset=utf-8' },
        body,
      }).then((res) => res.json() as Promise<Body>);
    expect(await json(JSON.stringify({ channel: 'C1', text: 'hi', blocks: [section()] }))).toMatchObject({ ok: true, channel: 'C1' });
    expect(await json('{')).toEqual({ ok: false, error: 'invalid_json' });
  });
});

describe('chat', () => {
  test.each([
    ['an unknown channel', 'chat.postMessage', { channel: 'C9', text: 'x' }, 'channel_not_found'],
    ['a channel without the bot', 'chat.postMessage', { channel: 'C2', text: 'x' }, 'not_in_channel'],
    ['nothing to say', 'chat.postMessage', { channel: 'C1' }, 'no_text'],
    ['too much text', 'chat.postMessage', { channel: 'C1', text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['blocks that are no JSON', 'chat.postMessage', { channel: 'C1', blocks: '[{' }, 'invalid_blocks_format'],
    ['an unknown message', 'chat.update', { channel: 'C1', ts: '1.1', text: 'x' }, 'message_not_found'],
    ['deleting an unknown message', 'chat.delete', { channel: 'C1', ts: '1.1' }, 'message_not_found'],
    ['an unknown reader', 'chat.postEphemeral', { channel: 'C1', user: 'U9', text: 'x' }, 'user_not_found'],
    ['a reader who is not there', 'chat.postEphemeral', { channel: 'D1', user: 'U2', text: 'x' }, 'user_not_in_channel'],
  ])('refuses %s', async (_name, method, args, error) => {
    const town = await openTown();
    expect(await town.call(method, args)).toMatchObject({ ok: false, error });
    expect(town.driver.refusals).toMatchObject([{ where: method, problems: [{ code: error }] }]);
  });

  test('names every problem and its place', async () => {
    const town = await openTown();
    const answer = await town.call('chat.postMessage', { channel: 'C1', text: 't', blocks: [section(''), { type: 'x' }] });
    expect(answer).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: {
        messages: [
          '[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]',
          '[ERROR] unsupported type: x [json-pointer:/blocks/1/type]',
        ],
      },
    });
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
  });

  test('posts, edits, keeps blocks that an edit does not name, and deletes', async () => {
    const town = await openTown();
    const { ts } = await town.call('chat.postMessage', { channel: 'C1', text: 'one', blocks: [section('shown')] });
    expect(await town.call('chat.update', { channel: 'C1', ts, text: 'two' })).toMatchObject({ ok: true, ts, text: 'two' });
    const edited = town.driver.lastMessage('payments', 'tom');
    expect(edited).toMatchObject({ ts, text: 'two', editedTs: expect.any(String) });
    expect(edited && town.driver.text(edited)).toBe('shown');
    await town.call('chat.update', { channel: 'C1', ts, text: 'three', blocks: [] });
    expect(town.driver.lastMessage('payments', 'tom')?.blocks).toEqual([]);
    await town.call('chat.delete', { channel: 'C1', ts });
    expect(town.driver.messages('payments', 'tom')).toEqual([]);
  });

  test('only its own messages can be changed', async () => {
    const town = await openTown();
    await town.driver.say({ as: 'ines', channel: 'payments', text: 'mine' });
    const ts = town.driver.lastMessage('payments', 'ines')?.ts;
    expect(await town.call('chat.update', { channel: 'C1', ts, text: 'yours' })).toMatchObject({ error: 'cant_update_message' });
    expect(await town.call('chat.delete', { channel: 'C1', ts })).toMatchObject({ error: 'cant_delete_message' });
  });

  test('a user id stands for the direct message; ephemerals are for one', async () => {
    const town = await openTown();
    expect(await town.call('chat.postMessage', { channel: 'U2', text: 'hello' })).toMatchObject({ ok: true, channel: 'D2' });
    const { message_ts } = await town.call('chat.postEphemeral', { channel: 'C1', user: 'U1', text: 'psst' });
    expect(town.driver.lastMessage('payments', 'ines')?.text).toBe('psst');
    expect(town.driver.lastMessage('payments', 'tom')).toBeUndefined();
    expect(await town.call('chat.update', { channel: 'C1', ts: message_ts, text: 'x' })).toMatchObject({ error: 'message_not_found' });
  });

  test('the last 500 messages of a channel are kept', async () => {
    const town = await openTown();
    for (let count = 0; count < 505; count += 1) await town.driver.say({ as: 'ines', channel: 'lounge', text: `m${count}` });
    const texts = town.driver.messages('lounge', 'ines').map((message) => message.text);
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([500, 'm5', 'm504']);
  });
});

describe('views', () => {
  test('a trigger opens one view, for three seconds', async () => {
    const town = await openTown();
    const open = (trigger_id: string) => town.call('views.open', { trigger_id, view: modal([section()]) });
    expect(await open('nonsense')).toMatchObject({ error: 'invalid_trigger_id' });
    const first = await trigger(town);
    expect(await open(first)).toMatchObject({ ok: true, view: { type: 'modal', state: { values: {} } } });
    expect(await open(first)).toMatchObject({ error: 'exchanged_trigger_id' });
    const second = await trigger(town);
    town.clock.now += 3000;
    expect(await open(second)).toMatchObject({ ok: true });
    const third = await trigger(town);
    town.clock.now += 3001;
    expect(await open(third)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('a refused view does not use the trigger up', async () => {
    const town = await openTown();
    const trigger_id = await trigger(town);
    expect(await town.call('views.open', { trigger_id, view: modal([input('a', 'A')], { submit: null }) })).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(await town.call('views.open', { trigger_id, view: home })).toMatchObject({ error: 'invalid_arguments' });
    expect(await town.call('views.open', { trigger_id, view: modal([section()]) })).toMatchObject({ ok: true });
  });

  test('three modals at most; push needs one', async () => {
    const town = await openTown();
    const show = async (method: string) => town.call(method, { trigger_id: await trigger(town), view: modal([section()]) });
    expect(await show('views.push')).toMatchObject({ ok: false });
    const opened = await show('views.open');
    const pushed = await show('views.push');
    const id = (opened.view as Body).id;
    expect(pushed.view).toMatchObject({ root_view_id: id, previous_view_id: id });
    await show('views.push');
    expect(await show('views.push')).toMatchObject({ error: 'push_limit_reached' });
  });

  test('update by id, by external id and with a hash', async () => {
    const town = await openTown();
    const view = modal([section('one')], { external_id: 'ext' });
    const opened = (await town.call('views.open', { trigger_id: await trigger(town), view })).view as Body;
    const update = (args: Body) => town.call('views.update', { view: modal([section('two')], { external_id: 'ext' }), ...args });
    expect(await update({ view_id: 'VNONE' })).toMatchObject({ error: 'not_found' });
    expect(await update({ view_id: opened.id, hash: 'old' })).toMatchObject({ error: 'hash_conflict' });
    const updated = await update({ view_id: opened.id, hash: opened.hash });
    expect(updated).toMatchObject({ ok: true });
    expect((updated.view as Body).hash).not.toBe(opened.hash);
    expect(await update({ view_id: opened.id, hash: opened.hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await update({ external_id: 'ext' })).toMatchObject({ ok: true });
    expect(await town.call('views.open', { trigger_id: await trigger(town), view })).toMatchObject({ error: 'duplicate_external_id' });
    expect(await update({ view_id: opened.id, view: home })).toMatchObject({ error: 'invalid_arguments' });
  });

  test('publish: per person, home only, hash watched', async () => {
    const town = await openTown();
    expect(await town.call('views.publish', { user_id: 'U9', view: home })).toMatchObject({ error: 'user_not_found' });
    expect(await town.call('views.publish', { user_id: 'U1', view: modal([section()]) })).toMatchObject({ error: 'invalid_arguments' });
    const first = (await town.call('views.publish', { user_id: 'U1', view: home })).view as Body;
    const second = (await town.call('views.publish', { user_id: 'U1', view: home, hash: first.hash })).view as Body;
    expect(second.id).toBe(first.id);
    expect(await town.call('views.publish', { user_id: 'U1', view: home, hash: first.hash })).toMatchObject({ error: 'hash_conflict' });
  });
});

describe('people and places', () => {
  test('users, one and paged', async () => {
    const town = await openTown();
    expect(await town.call('users.info', { user: 'U1' })).toMatchObject({
      user: { name: 'ines', real_name: 'Ines Ode', tz: 'Europe/Berlin', tz_offset: 7200, is_admin: true, is_bot: false },
    });
    expect(await town.call('users.info', { user: 'U9' })).toMatchObject({ error: 'user_not_found' });
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const page = await town.call('users.list', { limit: 1, cursor });
      seen.push(...(page.members as Body[]).map((member) => member.id));
      cursor = String((page.response_metadata as Body).next_cursor);
    } while (cursor !== '');
    expect(seen).toEqual(['U1', 'U2', 'UBOT']);
  });

  test('conversations', async () => {
    const town = await openTown();
    expect(await town.call('conversations.info', { channel: 'C2' })).toMatchObject({ channel: { name: 'lounge', is_member: false } });
    expect(await town.call('conversations.info', { channel: 'D1' })).toMatchObject({ channel: { is_im: true, user: 'U1' } });
    expect(await town.call('conversations.info', { channel: 'C9' })).toMatchObject({ error: 'channel_not_found' });
    expect(await town.call('conversations.open', { users: 'U2' })).toMatchObject({ channel: { id: 'D2' } });
    expect(await town.call('conversations.open', { users: 'U9' })).toMatchObject({ error: 'user_not_found' });
    expect(((await town.call('conversations.list', {})).channels as Body[]).map((one) => one.id)).toEqual(['C1', 'C2']);
    expect((await town.call('conversations.members', { channel: 'C1' })).members).toEqual(['U1', 'U2', 'UBOT']);
    expect((await town.call('conversations.members', { channel: 'D1' })).members).toEqual(['U1', 'UBOT']);
  });
});

describe('response_url', () => {
  async function withUrl() {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'lounge', text: '/flow' });
    return { town, url: town.heard[0]?.body.response_url };
  }

  test('works five times, also where the bot is no member', async () => {
    const { town, url } = await withUrl();
    for (let count = 0; count < 5; count += 1) expect(await town.reply(url, { text: `${count}` })).toEqual({ status: 200, text: 'ok' });
    expect(await town.reply(url, { text: 'six' })).toEqual({ status: 404, text: 'used_url' });
    expect(town.driver.messages('lounge', 'ines').map((one) => one.text)).toEqual(['0', '1', '2', '3', '4']);
    expect(town.driver.messages('lounge', 'tom')).toEqual([]);
  });

  test('works for thirty minutes', async () => {
    const { town, url } = await withUrl();
    town.clock.now += 30 * 60_000;
    expect((await town.reply(url, { text: 'in time', response_type: 'in_channel' })).status).toBe(200);
    town.clock.now += 1;
    expect(await town.reply(url, { text: 'late' })).toEqual({ status: 404, text: 'expired_url' });
    expect(town.driver.lastMessage('lounge', 'tom')?.text).toBe('in time');
  });

  test('is judged like any message; the person is told', async () => {
    const { town, url } = await withUrl();
    expect(await town.reply(url, { blocks: [{ type: 'alert', text: plain('a') }] })).toEqual({ status: 400, text: 'invalid_blocks' });
    expect(await town.reply(url, {})).toEqual({ status: 400, text: 'no_text' });
    expect(town.driver.snapshot('ines').alerts).toHaveLength(2);
    expect(town.driver.refusals.map((one) => one.where)).toEqual(['response_url', 'response_url']);
    expect((await town.reply(`${town.url}/standin/respond/nonsense`, { text: 'x' })).status).toBe(404);
  });

  test('thread_ts answers in a thread', async () => {
    const { town, url } = await withUrl();
    await town.reply(url, { text: 'in a thread', thread_ts: '1.000001', response_type: 'in_channel' });
    expect(town.driver.lastMessage('lounge', 'tom')).toMatchObject({ threadTs: '1.000001' });
  });
});
