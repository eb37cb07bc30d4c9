import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { heading, paragraph } from '../../src/chat/block.ts';
import type { Delivery } from '../../src/chat/send.ts';
import { openTown, type Town } from './town.ts';

const post: Delivery = { platform: 'slack', placeId: 'C1', blocks: [heading('Checkout pulled PAY-12')] };

/** How often the bot called a method. */
function calls(town: Town, method: string): number {
  return town.driver.traffic.filter((entry) => entry.direction === 'from-bot' && entry.what.includes(method)).length;
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a delivery', () => {
  test('is posted, and edited by its name', async () => {
    const town = await openTown();
    const sent = await town.slack.send(post);
    expect(sent).toEqual({ type: 'sent', externalId: town.driver.lastMessage('payments', 'ines')?.ts });
    const edit = { ...post, blocks: [paragraph('Done.')], previous: sent.type === 'sent' ? sent.externalId : '' };
    expect(await town.slack.send(edit)).toEqual(sent);
    expect(town.driver.messages('payments', 'tom').map(town.driver.text)).toEqual(['Done.']);
    expect(town.driver.messages('payments', 'tom')[0]?.raw).toMatchObject({
      link_names: 'false',
      parse: 'none',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  test('whose message is gone says so', async () => {
    const town = await openTown();
    expect(await town.slack.send({ ...post, previous: '1.000001' })).toEqual({ type: 'missing' });
    town.driver.script('chat.update', { body: { ok: false, error: 'cant_update_message' } });
    expect(await town.slack.send({ ...post, previous: '1.000001' })).toEqual({ type: 'missing' });
  });

  test.each([
    ['30', 30],
    [undefined, 60],
    ['abc', 60],
    ['-5', 60],
    ['0', 1],
    ['86400', 900],
  ])('F-20, F-21 is limited with Retry-After %s', async (retryAfter, seconds) => {
    const town = await openTown();
    town.driver.script('chat.postMessage', {
      status: 429,
      headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      body: { ok: false, error: 'ratelimited' },
    });
    expect(await town.slack.send(post)).toEqual({ type: 'limited', seconds });
    // The next one goes out at once: nothing is paused.
    expect(await town.slack.send(post)).toMatchObject({ type: 'sent' });
  });

  test.each([
    ['500', { status: 500, body: 'oops' }],
    ['503', { status: 503 }],
    ['a reset', { drop: true }],
    ['a reset after it was posted', { drop: true, perform: true }],
    ['internal_error', { body: { ok: false, error: 'internal_error' } }],
    ['fatal_error', { body: { ok: false, error: 'fatal_error' } }],
    ['service_unavailable', { body: { ok: false, error: 'service_unavailable' } }],
    ['request_timeout', { body: { ok: false, error: 'request_timeout' } }],
    ['HTML', { body: '<html>Hello</html>', headers: { 'content-type': 'text/html' } }],
    ['nothing', { body: '' }],
    ['no ok', { body: { ts: '1.0' } }],
    ['2 MB', { body: { ok: true, ts: '1.0', x: 'a'.repeat(2_000_000) } }],
    ['ok without a name', { body: { ok: true } }],
    ['a list', { body: '[]' }],
  ])('F-22, F-24, F-29, D-10 after %s is ambiguous, and tried once', async (_, answer) => {
    const town = await openTown();
    town.driver.script('chat.postMessage', answer);
    expect(await town.slack.send(post)).toMatchObject({ type: 'ambiguous' });
    expect(calls(town, 'chat.postMessage')).toBeLessThanOrEqual(1);
    expect(town.driver.messages('payments', 'ines').length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(town.lines)).not.toContain('PAY-12');
  });

  test('to nobody at the address was surely not posted', async () => {
    const town = await openTown({ apiUrl: `http://127.0.0.1:${await closedPort()}/api/` });
    expect(await town.slack.send(post)).toEqual({ type: 'later', seconds: 60 });
  });

  test.each(['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action', 'missing_scope'])(
    'F-26, F-28 fails with %s',
    async (error) => {
      const town = await openTown();
      town.driver.script('chat.postMessage', { body: { ok: false, error } });
      expect(await town.slack.send(post)).toEqual({ type: 'failed', error });
    },
  );

  test.each(['token_revoked', 'account_inactive', 'invalid_auth', 'token_expired', 'not_authed'])(
    'F-25 finds out that our token is refused: %s',
    async (error) => {
      const town = await openTown();
      town.driver.script('chat.postMessage', { body: { ok: false, error } });
      expect(await town.slack.send(post)).toEqual({ type: 'suspended', error });
    },
  );

  test.each(['invalid_blocks', 'msg_blocks_too_long'])('F-27 refused with %s goes once more in words', async (error) => {
    const town = await openTown();
    const messages = ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'];
    town.driver.script('chat.postMessage', { body: { ok: false, error, response_metadata: { messages } } });
    expect(await town.slack.send(post)).toMatchObject({ type: 'sent' });
    expect(town.driver.lastMessage('payments', 'ines')).toMatchObject({ text: 'Checkout pulled PAY-12', blocks: [] });
    expect(town.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: { error, at: '/blocks/0/text/text' } }));
    town.driver.script('chat.postMessage', { body: { ok: false, error } });
    town.driver.script('chat.postMessage', { body: { ok: false, error } });
    expect(await town.slack.send(post)).toEqual({ type: 'failed', error });
  });

  test('that cannot be drawn fails and does not throw', async () => {
    const town = await openTown();
    const button = { label: 'x', action: 'a', data: { long: 'x'.repeat(3_000) } };
    expect(await town.slack.send({ ...post, blocks: [{ type: 'buttons', buttons: [button] }] })).toEqual({
      type: 'failed',
      error: 'not_drawn',
    });
  });
});

test('what hangs waits for itself only, and is waited for by its own channel', async () => {
  const town = await openTown();
  const hanging = town.driver.script('chat.postMessage', { hang: true });
  const first = town.slack.send(post);
  await hanging.reached;
  const second = town.slack.send({ ...post, blocks: [heading('Second')] });
  expect(await town.slack.send({ ...post, placeId: 'D1' })).toMatchObject({ type: 'sent' });
  expect(town.driver.messages('payments', 'ines')).toEqual([]);
  hanging.release();
  await Promise.all([first, second]);
  expect(town.driver.messages('payments', 'ines').map(town.driver.text)).toEqual(['Checkout pulled PAY-12', 'Second']);
});

test('a secret is in no line of the log', async () => {
  const town = await openTown();
  town.chat = () => {
    throw new Error('boom');
  };
  await town.driver.command({ as: 'ines', channel: 'payments', text: '/flow next' });
  for (const body of [{ ok: false, error: 'invalid_auth' }, '<html>']) {
    town.driver.script('chat.postMessage', { body });
    await town.slack.send(post);
  }
  const all = JSON.stringify(town.lines);
  for (const secret of ['xoxb-', 'shhh-signing', '/respond/', 'v0=']) expect(all).not.toContain(secret);
});

describe('a delivery that waited for its turn', () => {
  test('is asked about immediately before it goes, and stays when it was overtaken', async () => {
    const town = await openTown({ timing: { betweenPosts: 0 } });
    const order: string[] = [];
    const first = town.driver.script('chat.postMessage', { hang: true });
    const running = town.slack.send({ ...post, mayGo: async () => order.push('first asked') > 0 });
    await first.reached;
    const waiting = town.slack.send({ ...post, mayGo: async () => order.push('second asked') < 0 });
    order.push('first still out');
    first.release();
    expect(await running).toMatchObject({ type: 'sent' });
    expect(await waiting).toEqual({ type: 'overtaken' });
    expect(order).toEqual(['first asked', 'first still out', 'second asked']);
    expect(calls(town, 'chat.postMessage')).toBe(1);
  });

  test('goes later when nobody can say whether it may', async () => {
    const town = await openTown();
    const sent = await town.slack.send({ ...post, mayGo: () => Promise.reject(new Error('no database')) });
    expect(sent).toEqual({ type: 'later', seconds: 5 });
    expect(calls(town, 'chat.postMessage')).toBe(0);
  });
});
