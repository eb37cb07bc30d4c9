import { createHmac } from 'node:crypto';
import { exportSPKI } from 'jose';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { activityOf, type Door, MEI, openDoor } from '../support/teams/door.ts';
import { makeKey, TENANT_ID, type TokenChanges } from '../support/teams/keys.ts';

let door: Door;
let spies: ReturnType<typeof vi.spyOn>[];
beforeEach(async () => {
  spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level).mockImplementation(() => {}));
  door = await openDoor();
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Refused, with nothing asked, nothing called, and nothing printed. */
async function expectRefused(sent: { readonly status: number; readonly body: string }, status: number): Promise<void> {
  expect(sent).toMatchObject({ status, body: '' });
  expect(door.requests).toEqual([]);
  expect(door.references.size).toBe(0);
  expect(door.microsoft.asked).toEqual([]);
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a request of Teams', () => {
  test('with a good token is answered through the connector, and the SDK prints nothing', async () => {
    expect((await door.send(activityOf(door.microsoft))).status).toBe(200);
    expect(door.requests).toMatchObject([
      {
        type: 'command',
        text: 'next',
        sender: {
          platform: 'teams',
          workspaceId: TENANT_ID,
          userId: MEI.aadObjectId,
          userName: 'Mei',
          place: { externalId: '19:checkout@thread.tacv2', name: 'Checkout', kind: 'channel' },
        },
      },
    ]);
    expect([...door.microsoft.posts.values()]).toMatchObject([
      { summary: 'Hello.', only: MEI.id, conversationId: '19:checkout@thread.tacv2;messageid=1' },
    ]);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test.each<[string, Readonly<Record<string, string | readonly string[]>>]>([
    ['none', {}],
    ['an empty one', { authorization: '' }],
    ['Basic', { authorization: 'Basic dTpw' }],
    ['Bearer only', { authorization: 'Bearer' }],
    ['Bearer and a blank', { authorization: 'Bearer ' }],
    ['bearer in small letters', { authorization: 'bearer a.b.c' }],
    ['not decodable', { authorization: 'Bearer a.b.c' }],
    ['two parts', { authorization: `Bearer ${part({ alg: 'RS256' })}.${part({})}` }],
    ['letters that are none of base64url', { authorization: 'Bearer a+b/=.b.c' }],
    ['12 KB', { authorization: `Bearer ${'a'.repeat(12_000)}.b.c` }],
    ['JSON that is no object', { authorization: `Bearer ${part([])}.${part(1)}.c2ln` }],
  ])('S-30 refuses %s for a token', async (_, headers) => {
    await expectRefused(await door.send(activityOf(door.microsoft), headers), 401);
    expect(door.microsoft.fetched).toBe(0);
  });

  test('S-30 refuses two tokens, in one header or two', async () => {
    const token = await door.microsoft.token();
    await expectRefused(await door.send(activityOf(door.microsoft), { authorization: `Bearer ${token} ${token}` }), 401);
    await expectRefused(await door.send(activityOf(door.microsoft), { authorization: `Bearer ${token}, Bearer ${token}` }), 401);
    await expectRefused(await door.send(activityOf(door.microsoft), { authorization: [`Bearer ${token}`, `Bearer ${token}`] }), 401);
  });

  test('S-30 a header of 100 KB does not even reach the bot', async () => {
    expect((await door.send('{}', bearer('a'.repeat(100_000)))).status).toBe(431);
  });

  test('S-31 refuses other algorithms, and the public key used as a secret', async () => {
    const [key] = door.microsoft.keys;
    if (!key) throw new Error('no key');
    const [, claims = '', signature = ''] = (await door.microsoft.token()).split('.');
    await expectRefused(
      await door.send(activityOf(door.microsoft), bearer(`${part({ alg: 'none', kid: key.kid })}.${claims}.${signature}`)),
      401,
    );
    await expectRefused(
      await door.send(activityOf(door.microsoft), { authorization: `Bearer ${part({ alg: 'none', kid: key.kid })}.${claims}.` }),
      401,
    );
    const head = part({ alg: 'HS256', typ: 'JWT', kid: key.kid });
    const hmac = createHmac('sha256', await exportSPKI(key.publicKey))
      .update(`${head}.${claims}`)
      .digest('base64url');
    await expectRefused(await door.send(activityOf(door.microsoft), bearer(`${head}.${claims}.${hmac}`)), 401);
    expect(door.microsoft.fetched).toBe(0);
  });

  test.each(['jku', 'x5u', 'jwk', 'x5c', 'crit', 'url'])('S-31 refuses a header with %s, and fetches nothing', async (name) => {
    const foreign = await makeKey('foreign');
    const value = name === 'jwk' ? foreign.jwk : name === 'x5c' || name === 'crit' ? ['exp'] : `${door.microsoft.url}/attacker`;
    const head = part({ alg: 'RS256', typ: 'JWT', kid: 'foreign', [name]: value });
    const [, claims, signature] = (await door.microsoft.token({}, foreign)).split('.');
    await expectRefused(await door.send(activityOf(door.microsoft), bearer(`${head}.${claims}.${signature}`)), 401);
    expect(door.microsoft.fetched).toBe(0);
  });

  test('S-31 refuses a signature of another key under a known name', async () => {
    const foreign = await makeKey('first', ['msteams'], 'foreign');
    await expectRefused(await door.send(activityOf(door.microsoft), bearer(await door.microsoft.token({}, foreign))), 401);
  });

  test.each<[string, TokenChanges]>([
    ['S-32 an issuer that is none', { claims: { iss: 'https://example.com' } }],
    ['S-32 no issuer', { claims: { iss: undefined } }],
    ['S-32 the emulator', { claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' } }],
    ['S-32 the government', { claims: { iss: 'https://api.botframework.us' } }],
    ['S-33 the audience of another bot', { claims: { aud: '00000000-2222-3333-4444-555555555555' } }],
    ['S-33 several audiences', { claims: { aud: ['11111111-2222-3333-4444-555555555555', 'x'] } }],
    ['S-33 no audience', { claims: { aud: undefined } }],
    ['S-33 an empty audience', { claims: { aud: '' } }],
    ['S-34 a token that ended 6 minutes ago', { expires: -360 }],
    ['S-34 a token that begins in 6 minutes', { notBefore: 360 }],
    ['S-34 a token without an end', { claims: { exp: undefined } }],
    ['S-34 a token whose end is text', { claims: { exp: '9999999999' } }],
    ['S-35 no service address', { claims: { serviceurl: undefined } }],
  ])('%s is refused', async (_, changes) => {
    await expectRefused(await door.send(activityOf(door.microsoft), bearer(await door.microsoft.token(changes))), 401);
    expect(door.microsoft.fetched).toBe(0);
  });

  test.each<[string, TokenChanges]>([
    ['ended 4 minutes ago', { expires: -240 }],
    ['begins in 4 minutes', { notBefore: 240 }],
    ['names the thumbprint of its key', { header: { x5t: 'abc' } }],
  ])('S-34 a token that %s passes', async (_, changes) => {
    expect((await door.send(activityOf(door.microsoft), bearer(await door.microsoft.token(changes)))).status).toBe(200);
    expect(door.requests).toHaveLength(1);
  });

  test.each<[string, (url: string) => string]>([
    ['another address', (url) => url.replace('/teams/', '/other/')],
    ['another case', (url) => url.replace('/teams/', '/Teams/')],
    ['a slash less', (url) => url.replace(/\/$/, '')],
    ['a slash more', (url) => `${url}/`],
  ])('S-35 refuses a body with %s than its token', async (_, change) => {
    await expectRefused(await door.send(activityOf(door.microsoft, { serviceUrl: change(door.microsoft.serviceUrl) })), 401);
  });

  test('S-35 refuses a body without an address', async () => {
    await expectRefused(await door.send(activityOf(door.microsoft, { serviceUrl: undefined })), 400);
  });

  test.each<[string, readonly string[] | null]>([
    ['another channel', ['webchat']],
    ['no channel', []],
    ['nothing at all', null],
  ])('S-36 refuses a key that is endorsed for %s', async (_, endorsements) => {
    const key = await makeKey('weak', endorsements);
    door.microsoft.keys = [...door.microsoft.keys, key];
    await expectRefused(await door.send(activityOf(door.microsoft), bearer(await door.microsoft.token({}, key))), 401);
  });

  test('S-36 refuses another channel in the body', async () => {
    await expectRefused(await door.send(activityOf(door.microsoft, { channelId: 'webchat' })), 401);
  });
});

describe('S-37 keys', () => {
  test('of unknown names make one fetch in five minutes, and a new real key is taken after at most five', async () => {
    expect((await door.send(activityOf(door.microsoft))).status).toBe(200);
    const strangers = await Promise.all(Array.from({ length: 2 }, (_, n) => makeKey(`stranger ${n}`)));
    const tokens = await Promise.all(Array.from({ length: 100 }, (_, n) => door.microsoft.token({}, strangers[n % 2])));
    for (const token of tokens) expect((await door.send('{}', bearer(token))).status).toBe(401);
    expect(door.microsoft.fetched).toBe(1);

    const next = await makeKey('next');
    door.microsoft.keys = [next];
    expect((await door.send('{}', bearer(await door.microsoft.token({}, next)))).status).toBe(401);
    door.clock.now += 5 * 60_000;
    const fresh = await Promise.all(
      Array.from({ length: 20 }, async () => door.send('{}', bearer(await door.microsoft.token({}, strangers[0])))),
    );
    expect(fresh.every((one) => one.status === 401)).toBe(true);
    expect(door.microsoft.fetched).toBe(2);
    expect((await door.send(activityOf(door.microsoft), bearer(await door.microsoft.token({}, next)))).status).toBe(200);
  });

  test('are believed for a day while nobody can be asked, and then no longer', async () => {
    expect((await door.send(activityOf(door.microsoft))).status).toBe(200);
    door.microsoft.openIdFault = { status: 503 };
    for (const hours of [13, 23.9]) {
      door.clock.now = Date.now() + hours * 3_600_000;
      expect((await door.send(activityOf(door.microsoft))).status, String(hours)).toBe(200);
    }
    door.clock.now = Date.now() + 24.1 * 3_600_000;
    expect((await door.send(activityOf(door.microsoft))).status).toBe(401);
    door.microsoft.openIdFault = null;
    door.clock.now += 60_000;
    expect((await door.send(activityOf(door.microsoft))).status).toBe(200);
  });

  test.each([
    { drop: true },
    { status: 500 },
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    { status: 200, body: { keys: 'none' } },
  ])('that cannot be had let nobody in: %j', async (fault) => {
    door.microsoft.openIdFault = fault;
    await expectRefused(await door.send(activityOf(door.microsoft)), 401);
  });

  test('too small or of another kind are no keys', async () => {
    const [key] = door.microsoft.keys;
    if (!key) throw new Error('no key');
    door.microsoft.keys = [{ ...key, jwk: { ...key.jwk, kty: 'EC' } }];
    await expectRefused(await door.send(activityOf(door.microsoft)), 401);
  });
});

describe('S-38 another tenant', () => {
  const OTHER = '00000000-8888-7777-6666-555555555555';
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['in the channel data', { channelData: { tenant: { id: OTHER } } }],
    ['in the conversation', { conversation: { id: '19:x', tenantId: OTHER } }],
    ['of the person', { from: { ...MEI, tenantId: OTHER } }],
    ['nowhere named', { channelData: {}, conversation: { id: '19:x' } }],
    ['of nobody', { from: { id: '28:another-bot' } }],
  ])('is turned away: %s', async (_, changes) => {
    await expectRefused(await door.send(activityOf(door.microsoft, changes)), 403);
  });
});

describe('an address of answers', () => {
  test.each([
    'http://169.254.169.254/',
    'https://smba.trafficmanager.net.evil.example/teams/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://smba.trafficmanager.net:8443/teams/',
    'http://smba.trafficmanager.net/teams/',
    'https://smba.trafficmanager.net./teams/',
    'https://localhost/',
    'file:///etc/passwd',
    'not an address',
  ])('%s is refused although the token says so, and never called', async (serviceUrl) => {
    const token = await door.microsoft.token({ claims: { serviceurl: serviceUrl } });
    await expectRefused(await door.send(activityOf(door.microsoft, { serviceUrl }), bearer(token)), 403);
  });
});

describe('a body', () => {
  test.each<[string, string, number]>([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
    ['no type', '{"channelId":"msteams"}', 400],
    ['70 levels', `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`, 400],
    ['300 KB', JSON.stringify({ text: 'a'.repeat(300_000) }), 413],
  ])('of %s is refused', async (_, body, status) => {
    await expectRefused(await door.send(body), status);
  });

  test('with NUL in an id, or a time that is none, is refused', async () => {
    await expectRefused(await door.send(activityOf(door.microsoft, { id: 'a\u0000b' })), 400);
    await expectRefused(await door.send(activityOf(door.microsoft, { timestamp: 'soon' })), 400);
  });

  test('of a type that nothing answers is taken in silence', async () => {
    for (const type of ['typing', 'messageReaction', 'event', 'endOfConversation', 'constructor', '__proto__'])
      expect((await door.send(activityOf(door.microsoft, { type }))).status, type).toBe(200);
    expect(door.requests).toEqual([]);
    const unknown = await door.send(activityOf(door.microsoft, { type: 'invoke', name: 'something/new', value: {} }));
    expect(unknown.status).toBe(501);
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
  });

  test('that is packed is refused', async () => {
    const headers = { ...bearer(await door.microsoft.token()), 'content-encoding': 'gzip' };
    await expectRefused(await door.send(activityOf(door.microsoft), headers), 415);
  });
});
