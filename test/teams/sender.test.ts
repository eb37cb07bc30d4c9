import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { heading, paragraph } from '../../src/chat/block.ts';
import type { Delivery } from '../../src/chat/send.ts';
import { cardText } from '../support/teams/card.ts';
import { activityOf, CHANNEL, type Door, MEI, openDoor } from '../support/teams/door.ts';
import { TENANT_ID } from '../support/teams/keys.ts';
import { directChat } from '../support/teams/microsoft.ts';

const POST = `POST teams/v3/conversations/${encodeURIComponent(CHANNEL)}/activities`;
const post: Delivery = { platform: 'teams', placeId: CHANNEL, blocks: [heading('Checkout pulled PAY-12')] };

/** A door where the bot was spoken to in the channel, and what stands there. */
async function openKnown(more: Parameters<typeof openDoor>[0] = {}): Promise<Door> {
  const door = await openDoor(more);
  await door.send(activityOf(door.microsoft, { type: 'typing' }));
  return door;
}

const texts = (door: Door) => [...door.microsoft.posts.values()].map((one) => cardText(one.card));
const calls = (door: Door, start: string) => door.microsoft.asked.filter((one) => `${one.method} ${one.path}`.startsWith(start)).length;

describe('a delivery', () => {
  test('is posted to the channel, and edited by its name', async () => {
    const door = await openKnown();
    const sent = await door.teams.send(post);
    expect(sent).toEqual({ type: 'sent', externalId: [...door.microsoft.posts.keys()][0] });
    const previous = sent.type === 'sent' ? sent.externalId : '';
    expect(await door.teams.send({ ...post, blocks: [paragraph('Done.')], previous })).toEqual(sent);
    expect([...door.microsoft.posts.values()]).toMatchObject([{ conversationId: CHANNEL, only: undefined, edits: 1 }]);
    expect(texts(door)).toEqual(['Done.']);
    expect(door.microsoft.asked.at(-1)?.authorization).toMatch(/^Bearer /);
    expect(calls(door, `POST ${TENANT_ID}`)).toBe(1);
  });

  test('to a person goes to the direct chat, which is opened when there is none', async () => {
    const door = await openKnown();
    expect(await door.teams.send({ ...post, placeId: MEI.aadObjectId })).toMatchObject({ type: 'sent' });
    expect([...door.microsoft.posts.values()]).toMatchObject([{ conversationId: directChat(MEI.aadObjectId) }]);
  });

  test('where the bot never was fails; before it was anywhere it waits', async () => {
    const door = await openKnown();
    expect(await door.teams.send({ ...post, placeId: '19:elsewhere@thread.tacv2' })).toEqual({ type: 'failed', error: 'not_installed' });
    expect(await (await openDoor()).teams.send(post)).toEqual({ type: 'later', seconds: 5 });
  });

  test('whose message is gone says so', async () => {
    const door = await openKnown();
    expect(await door.teams.send({ ...post, previous: 'gone' })).toEqual({ type: 'missing' });
  });

  test.each([
    ['30', 30],
    [undefined, 1],
    ['soon', 1],
    ['86400', 900],
  ])('F-40 is limited with Retry-After %s', async (retryAfter, seconds) => {
    const door = await openKnown();
    door.microsoft.script(POST, { status: 429, headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter } });
    expect(await door.teams.send(post)).toEqual({ type: 'limited', seconds });
    expect(calls(door, POST)).toBe(1);
    expect(await door.teams.send(post)).toMatchObject({ type: 'sent' });
  });

  test.each([
    ['412', { status: 412 }],
    ['408', { status: 408 }],
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['504', { status: 504 }],
    ['a reset', { drop: true }],
    ['a reset after it was posted', { drop: true, perform: true }],
    ['no answer', { hang: 2_000 }],
    ['no answer after it was posted', { hang: 2_000, perform: true }],
    ['an answer without a name', { status: 201, body: {} }],
  ])('F-41 that ends with %s is ambiguous, and asked for once', async (_, fault) => {
    const door = await openKnown();
    door.microsoft.script(POST, fault);
    expect(await door.teams.send(post)).toMatchObject({ type: 'ambiguous' });
    expect(calls(door, POST)).toBe(1);
    expect(door.microsoft.posts.size).toBe('perform' in fault ? 1 : 0);
  });

  test('F-41 that is an edit is ambiguous too; the outbox repeats it', async () => {
    const door = await openKnown();
    const sent = await door.teams.send(post);
    door.microsoft.script('PUT teams/', { status: 502 });
    const edit = { ...post, previous: sent.type === 'sent' ? sent.externalId : '' };
    expect(await door.teams.send(edit)).toEqual({ type: 'ambiguous', error: 'http_502' });
    expect(await door.teams.send(edit)).toEqual(sent);
  });

  test.each([
    [403, 'BotNotInConversationRoster'],
    [403, 'BotDisabledByAdmin'],
    [404, 'ConversationNotFound'],
  ])('F-42 refused with %i %s fails, and the conversation is forgotten', async (status, code) => {
    const door = await openKnown();
    door.microsoft.script(POST, { status, body: { error: { code, message: 'x' } } });
    expect(await door.teams.send(post)).toEqual({ type: 'failed', error: code });
    expect(door.references.size).toBe(0);
    expect(calls(door, POST)).toBe(1);
  });

  test.each([{ drop: true }, { status: 200, body: { access_token: '' } }, { status: 500 }])(
    'F-43 waits when there is no token: %j, and the log says so without the secret',
    async (fault) => {
      const door = await openKnown();
      door.microsoft.script(`POST ${TENANT_ID}`, fault);
      expect(await door.teams.send(post)).toEqual({ type: 'later', seconds: 60 });
      expect(door.lines.filter((line) => line.level === 'error')).toHaveLength(1);
      expect(JSON.stringify(door.lines)).not.toContain('the-password');
      expect(calls(door, POST)).toBe(0);
      // Asked again only after a while.
      await door.teams.send(post);
      expect(calls(door, `POST ${TENANT_ID}`)).toBe(1);
      door.clock.now += 6_000;
      expect(await door.teams.send(post)).toMatchObject({ type: 'sent' });
    },
  );

  test('with a token that was taken back gets a new one, once', async () => {
    const door = await openKnown();
    door.microsoft.script(POST, { status: 401 });
    expect(await door.teams.send(post)).toMatchObject({ type: 'sent' });
    expect(calls(door, `POST ${TENANT_ID}`)).toBe(2);
    door.microsoft.script(POST, { status: 401 });
    door.microsoft.script(POST, { status: 401 });
    expect(await door.teams.send(post)).toEqual({ type: 'suspended', error: 'http_401' });
  });

  test.each([401, 400])(
    'F-43 finds out that its id and password are refused (%i), asks nobody else, and the log says so',
    async (status) => {
      const door = await openKnown();
      door.microsoft.script(`POST ${TENANT_ID}`, { status });
      expect(await door.teams.send(post)).toEqual({ type: 'suspended', error: 'token_refused' });
      expect(await door.teams.send(post)).toEqual({ type: 'suspended', error: 'token_refused' });
      expect([calls(door, POST), calls(door, `POST ${TENANT_ID}`)]).toEqual([0, 1]);
      expect(door.lines.filter((line) => line.level === 'error')).toHaveLength(1);
      expect(JSON.stringify(door.lines)).not.toContain('the-password');
      door.clock.now += 6_000;
      expect(await door.teams.send(post)).toMatchObject({ type: 'sent' });
    },
  );

  test('is asked about immediately before it goes, and stays when it was overtaken', async () => {
    const door = await openKnown();
    expect(await door.teams.send({ ...post, mayGo: async () => false })).toEqual({ type: 'overtaken' });
    expect(calls(door, POST)).toBe(0);
  });

  test('follows no redirect', async () => {
    const door = await openKnown();
    let followed = 0;
    const elsewhere = createServer((_, response) => {
      followed += 1;
      response.end('{"id":"x"}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    door.microsoft.script(POST, { status: 307, headers: { location: `http://127.0.0.1:${port}/` } });
    expect(await door.teams.send(post)).toMatchObject({ type: 'failed' });
    expect(followed).toBe(0);
    elsewhere.close();
  });

  test('never goes to an address that is not allowed any more', async () => {
    const door = await openKnown({ serviceHosts: [] });
    door.references.set(CHANNEL, {
      conversationId: CHANNEL,
      serviceUrl: door.microsoft.serviceUrl,
      tenantId: TENANT_ID,
      aadObjectId: '',
      botId: 'b',
      seenAt: new Date(),
    });
    expect(await door.teams.send(post)).toEqual({ type: 'failed', error: 'service_not_allowed' });
    expect(door.microsoft.asked).toEqual([]);
  });
});

describe('where conversations are reached', () => {
  test('F-45 is as the newest verified request says, and stays when another is refused', async () => {
    const door = await openKnown();
    expect(door.references.get(CHANNEL)?.serviceUrl).toBe(door.microsoft.serviceUrl);
    const moved = door.microsoft.serviceUrl.replace('/teams/', '/teams/emea/');
    const token = (serviceurl: string) => door.microsoft.token({ claims: { serviceurl } });
    const typing = (serviceUrl: string) => activityOf(door.microsoft, { type: 'typing', serviceUrl });
    await door.send(typing(moved), { authorization: `Bearer ${await token(moved)}` });
    expect(door.references.get(CHANNEL)?.serviceUrl).toBe(moved);
    for (const evil of ['https://evil.example/', 'http://127.0.0.1:1/'])
      expect((await door.send(typing(evil), { authorization: `Bearer ${await token(evil)}` })).status).toBe(403);
    expect((await door.send(typing('https://smba.trafficmanager.net/x/'))).status).toBe(401);
    expect(door.references.get(CHANNEL)?.serviceUrl).toBe(moved);
  });

  test('F-44 is forgotten when the bot is taken out, as often as that is said', async () => {
    const door = await openKnown();
    const here = { conversation: { id: CHANNEL, conversationType: 'channel', tenantId: TENANT_ID } };
    const removed = [
      { ...here, type: 'installationUpdate', action: 'remove' },
      { ...here, type: 'conversationUpdate', membersRemoved: [{ id: door.microsoft.botId }] },
    ];
    for (const change of [...removed, ...removed]) expect((await door.send(activityOf(door.microsoft, change))).status).toBe(200);
    expect(door.references.size).toBe(0);
    expect(door.requests).toEqual([]);
    // It came back, and then an old message tells of the uninstall once more.
    await door.send(activityOf(door.microsoft, { type: 'typing' }));
    const old = new Date(Date.now() - 60_000).toISOString();
    await door.send(activityOf(door.microsoft, { ...here, type: 'installationUpdate', action: 'remove', timestamp: old }));
    expect(door.references.size).toBe(1);
  });

  test('does not change when somebody else leaves', async () => {
    const door = await openKnown();
    await door.send(activityOf(door.microsoft, { type: 'conversationUpdate', membersRemoved: [{ id: '29:other' }] }));
    expect(door.references.size).toBe(1);
  });
});
