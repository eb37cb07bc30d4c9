import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { input, modal, openTown, SECRET, section } from './harness.ts';

describe('signing', () => {
  const expected = (timestamp: unknown, body: string, secret = SECRET) =>
    `v0=${createHmac('sha256', secret).update(['v0', timestamp, body].join(':')).digest('hex')}`;

  test('every request is signed over its raw body, with real time', async () => {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow grüße & <x>' });
    await town.driver.say({ as: 'ines', channel: 'dm', text: 'grüße' });
    await town.driver.shortcut({ as: 'ines', callbackId: 'propose' });
    expect(town.heard).toHaveLength(3);
    for (const { headers, raw } of town.heard) {
      const timestamp = headers['x-slack-request-timestamp'];
      expect(headers['x-slack-signature']).toBe(expected(timestamp, raw));
      expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(5);
    }
  });

  test('raw requests can lie about time, secret and signature', async () => {
    const town = await openTown();
    await town.driver.post('a=1', { timestamp: '1' });
    await town.driver.post('a=1', { timestamp: '1', secret: 'other' });
    await town.driver.post('{}', { signature: 'v0=bad', contentType: 'application/json', headers: { 'x-slack-retry-num': '1' } });
    const signatures = town.heard.map((heard) => heard.headers['x-slack-signature']);
    expect(signatures).toEqual([expected('1', 'a=1'), expected('1', 'a=1', 'other'), 'v0=bad']);
    expect(town.heard[2]?.headers['x-slack-retry-num']).toBe('1');
    expect(town.driver.sign('a=1', '1')).toBe(expected('1', 'a=1'));
  });
});

describe('scripts', () => {
  test('a method answers once by script, then as usual', async () => {
    const town = await openTown();
    town.driver.script('chat.postMessage', { status: 429, headers: { 'retry-after': '7' }, body: { ok: false, error: 'ratelimited' } });
    const send = () =>
      fetch(`${town.url}/standin/api/chat.postMessage`, {
        method: 'POST',
        headers: { authorization: 'Bearer xoxb-bot-token', 'content-type': 'application/json' },
        body: JSON.stringify({ channel: 'C1', text: 'hi' }),
      });
    const limited = await send();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
    expect((await send()).status).toBe(200);
  });

  test('a dropped connection may have done its work or not', async () => {
    const town = await openTown();
    const post = (text: string) => town.call('chat.postMessage', { channel: 'C1', text });
    town.driver.script('chat.postMessage', { drop: true });
    town.driver.script('chat.postMessage', { drop: true, perform: true });
    await expect(post('lost')).rejects.toThrow();
    await expect(post('arrived')).rejects.toThrow();
    expect(town.driver.messages('payments', 'ines').map((one) => one.text)).toEqual(['arrived']);
  });

  test('a hanging call goes on when released', async () => {
    const town = await openTown();
    const script = town.driver.script('chat.postMessage', { hang: true });
    const call = town.call('chat.postMessage', { channel: 'C1', text: 'late' });
    await script.reached;
    expect(town.driver.messages('payments', 'ines')).toEqual([]);
    script.release();
    expect(await call).toMatchObject({ ok: true });
    expect(town.driver.lastMessage('payments', 'ines')?.text).toBe('late');
  });

  test('a response_url can be scripted too', async () => {
    const town = await openTown();
    await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' });
    town.driver.script('response_url', { status: 500, body: 'no' });
    const url = town.heard[0]?.body.response_url;
    expect(await town.reply(url, { text: 'a' })).toEqual({ status: 500, text: 'no' });
    expect(await town.reply(url, { text: 'b' })).toEqual({ status: 200, text: 'ok' });
  });
});

describe('waiting', () => {
  test('settled waits for a predicate over events, and says why it gave up', async () => {
    const town = await openTown();
    const waiting = town.driver.settled({ until: () => town.driver.lastMessage('payments', 'ines')?.text === 'two' });
    await town.call('chat.postMessage', { channel: 'C1', text: 'one' });
    await town.call('chat.postMessage', { channel: 'C1', text: 'two' });
    await waiting;
    await expect(town.driver.settled({ until: () => false, timeoutMs: 5 })).rejects.toThrow(/Waited 5 ms .*chat.postMessage 200/);
  });

  test('settled does not pass while a call is open', async () => {
    const town = await openTown();
    const script = town.driver.script('auth.test', { hang: true });
    const call = town.call('auth.test', {});
    await script.reached;
    await expect(town.driver.settled({ timeoutMs: 5 })).rejects.toThrow('1 in flight');
    script.release();
    await call;
    await town.driver.settled();
  });

  test('the bot’s own idle promise is awaited', async () => {
    let finish = () => {};
    const idle = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const town = await openTown({ whenBotIdle: () => idle });
    town.bot = (heard) => {
      setImmediate(() => void town.reply(heard.body.response_url, { text: 'later' }).then(finish));
      return {};
    };
    expect((await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow' })).text).toBe('later');
  });
});

describe('naming things that are not there', () => {
  test('never falls through to something else', async () => {
    const town = await openTown();
    await expect(town.driver.click({ as: 'ines', message: town.driver.lastMessage('payments', 'ines'), label: 'x' })).rejects.toThrow(
      'not there',
    );
    await expect(town.driver.submit({ as: 'ines' })).rejects.toThrow('no modal open');
    await town.driver.shortcut({ as: 'ines', callbackId: 'propose' });
    await town.call('views.open', { trigger_id: town.heard[0]?.body.trigger_id, view: modal([input('a', 'A')]) });
    await expect(town.driver.submit({ as: 'ines', values: { b: 1 } })).rejects.toThrow('No field “b” in “A form”. It has: a (A)');
    await expect(town.driver.close({ as: 'ines', view: undefined })).rejects.toThrow('not there');
  });
});

describe('reading what is shown', () => {
  test('text and buttons of all kinds of blocks', async () => {
    const town = await openTown();
    const blocks = [
      { type: 'header', text: { type: 'plain_text', text: 'Head' } },
      section('Body', { accessory: { type: 'button', action_id: 'open', value: 'v', text: { type: 'plain_text', text: 'Open' } } }),
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
      {
        type: 'table',
        rows: [
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_number', value: 1, text: '1' },
          ],
        ],
      },
      { type: 'data_visualization', title: 'Mix', chart: { type: 'pie', segments: [{ label: 'new', value: 2 }] } },
    ];
    await town.call('chat.postMessage', { channel: 'C1', text: 'fallback', blocks });
    const message = town.driver.lastMessage('payments', 'ines');
    if (!message) throw new Error('no message');
    expect(town.driver.text(message)).toBe('Head\nBody\n[Open]\nsmall\na | 1\nMix\nnew: 2');
    expect(town.driver.buttons(message)).toEqual([{ label: 'Open', actionId: 'open', blockId: expect.any(String), value: 'v' }]);
    await expect(town.driver.click({ as: 'ines', message, label: 'Close' })).rejects.toThrow('Nothing to click for');
  });
});
