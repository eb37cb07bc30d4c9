import { createHmac } from 'node:crypto';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Request } from '../../src/chat/request.ts';
import { createSlack } from '../../src/slack/index.ts';
import { said } from './town.ts';

const [SECRET, OLD_SECRET] = ['new-secret', 'old-secret'];
const NOW = 1_760_000_000;
const FORM = 'application/x-www-form-urlencoded';
const COMMAND =
  'command=%2Fflow&team_id=T1&user_id=U1&user_name=ines&channel_id=C1&channel_name=payments&text=next&trigger_id=t1&response_url=x';

interface Sent {
  readonly status: number;
  readonly body: string;
}

type Headers = Record<string, string | string[] | undefined>;

interface Door {
  readonly asked: Request[];
  /** Sends bytes with these headers; what is not given is as Slack sends it, and undefined leaves a header out. */
  send(body: string | Buffer, headers?: Headers): Promise<Sent>;
}

function sign(body: string | Buffer, timestamp: string, secret = SECRET): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

async function openDoor(): Promise<Door> {
  const asked: Request[] = [];
  const quiet = () => {};
  const slack = createSlack({
    signingSecrets: [SECRET, OLD_SECRET],
    botToken: 'xoxb-1',
    chat: async (request) => {
      asked.push(request);
      return said('Hello.');
    },
    people: { accountsOf: async () => new Map(), membersOf: async () => new Map(), namesOf: async () => new Map() },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    now: () => NOW * 1000,
  });
  const server = createServer((request, response) => void slack.routes[0]?.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, send: (body, headers = {}) => send(port, body, headers) };
}

function send(port: number, body: string | Buffer, given: Headers): Promise<Sent> {
  const timestamp = typeof given['x-slack-request-timestamp'] === 'string' ? given['x-slack-request-timestamp'] : String(NOW);
  const all: Headers = {
    'content-type': FORM,
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(body, timestamp),
    ...given,
  };
  const headers = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined));
  return new Promise((resolve, reject) => {
    const out = httpRequest({ port, host: '127.0.0.1', path: '/slack/events', method: 'POST', headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts).toString() }));
      answer.on('error', reject);
    });
    out.on('error', reject);
    out.end(body);
  });
}

test('S-01 a signed request is answered', async () => {
  const door = await openDoor();
  const answer = await door.send(COMMAND);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('Hello.');
});

test.each([
  [-299, 200],
  [-300, 200],
  [-302, 401],
  [60, 200],
  [61, 401],
  [3_600, 401],
  [31_536_000, 401],
])('S-02, S-03 a timestamp %i s from now gives %i', async (offset, status) => {
  const door = await openDoor();
  const answer = await door.send(COMMAND, { 'x-slack-request-timestamp': String(NOW + offset) });
  expect(answer.status).toBe(status);
  expect(door.asked.length).toBe(status === 200 ? 1 : 0);
});

test('S-04 a replay has the same delivery id, which the inbox knows', async () => {
  const door = await openDoor();
  await door.send(COMMAND);
  await door.send(COMMAND);
  expect(door.asked.map((request) => 'deliveryId' in request && request.deliveryId)).toEqual(['t1', 't1']);
});

const good = sign(COMMAND, String(NOW));
test.each<[string, string | string[] | undefined]>([
  ['another digest', sign(COMMAND, String(NOW), 'someone else')],
  ['v1', good.replace('v0', 'v1')],
  ['none', undefined],
  ['two', [good, good]],
  ['two in one', `${good}, ${good}`],
  ['an empty one', ''],
  ['63 digits', good.slice(0, -1)],
  ['65 digits', `${good}0`],
  ['capitals', `v0=${good.slice(3).toUpperCase()}`],
  ['a bare digest', good.slice(3)],
])('S-05 refuses %s for a signature', async (_, signature) => {
  const door = await openDoor();
  expect((await door.send(COMMAND, { 'x-slack-signature': signature })).status).toBe(401);
  expect(door.asked).toEqual([]);
});

test('S-06 refuses a body changed by one byte, and JSON written anew', async () => {
  const door = await openDoor();
  expect((await door.send(COMMAND.replace('next', 'nexT'), { 'x-slack-signature': good })).status).toBe(401);
  const json = '{"type": "url_verification", "challenge": "c"}';
  const signature = sign(json, String(NOW));
  const headers = { 'content-type': 'application/json', 'x-slack-signature': signature };
  expect((await door.send(JSON.stringify(JSON.parse(json)), headers)).status).toBe(401);
  expect(await door.send(json, headers)).toMatchObject({ status: 200, body: '{"challenge":"c"}' });
});

test.each(['abc', '', '1.76e9', '1e9', '0x5f', `${NOW}.0`, `+${NOW}`, `${NOW}, ${NOW}`, '0000000000000'])(
  'S-07 refuses the timestamp “%s”',
  async (timestamp) => {
    const door = await openDoor();
    // Signed as written, and as the number that Bolt would read.
    expect((await door.send(COMMAND, { 'x-slack-request-timestamp': timestamp })).status).toBe(401);
    const asNumber = sign(COMMAND, String(Number(timestamp)));
    expect((await door.send(COMMAND, { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': asNumber })).status).toBe(401);
  },
);

test('S-07 refuses a repeated timestamp', async () => {
  const door = await openDoor();
  expect((await door.send(COMMAND, { 'x-slack-request-timestamp': [String(NOW), String(NOW)] })).status).toBe(401);
});

test('S-08 answers ssl_check and runs nothing', async () => {
  const door = await openDoor();
  const bare = { 'x-slack-signature': undefined, 'x-slack-request-timestamp': undefined };
  expect((await door.send(`ssl_check=1&${COMMAND}`, bare)).status).toBe(200);
  expect((await door.send(`ssl_check=10&${COMMAND}`, bare)).status).toBe(401);
  expect((await door.send(`text=ssl_check=1&${COMMAND}`, bare)).status).toBe(401);
  expect(door.asked).toEqual([]);
});

test.each([`${FORM}; charset=utf-8`, `${FORM};charset="UTF-8"`, 'Application/X-WWW-Form-Urlencoded'])(
  'S-09 takes the content type %s',
  async (type) => {
    const door = await openDoor();
    expect((await door.send(COMMAND, { 'content-type': type })).status).toBe(200);
    expect(door.asked.length).toBe(1);
  },
);

test.each([`${FORM}; charset=latin1`, 'text/plain', 'multipart/form-data; boundary=x', undefined])(
  'refuses the content type %s',
  async (type) => {
    const door = await openDoor();
    expect((await door.send(COMMAND, { 'content-type': type })).status).toBe(400);
  },
);

test('S-10 refuses bytes that are no UTF-8, plain or escaped, and NUL', async () => {
  const door = await openDoor();
  expect((await door.send(Buffer.concat([Buffer.from(`${COMMAND}&x=`), Buffer.from([0xff, 0xfe])]))).status).toBe(400);
  for (const bad of ['%ED%A0%80', '%FF', '%', '%zz', '%00']) expect((await door.send(`${COMMAND}&x=${bad}`)).status).toBe(400);
  expect(door.asked).toEqual([]);
});

test.each(['text=b', 'te%78t=b', 'payload=%7B%7D&payload=%7B%7D'])('S-11 refuses a repeated field: %s', async (extra) => {
  const door = await openDoor();
  expect((await door.send(`${COMMAND}&${extra}`)).status).toBe(400);
  expect(door.asked).toEqual([]);
});

test('takes bracketed names for names, not for structure', async () => {
  const door = await openDoor();
  expect((await door.send(`${COMMAND}&constructor%5Bprototype%5D%5Bx%5D=1&__proto__=1`)).status).toBe(200);
});

test('S-13 takes both secrets, and no third', async () => {
  const door = await openDoor();
  const signed = (secret: string) => door.send(COMMAND, { 'x-slack-signature': sign(COMMAND, String(NOW), secret) });
  expect((await signed(SECRET)).status).toBe(200);
  expect((await signed(OLD_SECRET)).status).toBe(200);
  expect((await signed('')).status).toBe(401);
});

test('S-78 stops reading at 256 KB', async () => {
  const door = await openDoor();
  const fill = (bytes: number) => `${COMMAND}&x=${'a'.repeat(bytes - COMMAND.length - 3)}`;
  expect((await door.send(fill(256 * 1024))).status).toBe(200);
  expect((await door.send(fill(256 * 1024 + 1))).status).toBe(413);
  // Announced or not, and without waiting for the rest.
  expect((await door.send('', { 'content-length': String(60 * 1024 * 1024) })).status).toBe(413);
  expect((await door.send(fill(300 * 1024), { 'content-length': undefined, 'transfer-encoding': 'chunked' })).status).toBe(413);
});

test('S-80 refuses packed bodies, deep JSON and thousands of fields, quickly', async () => {
  const door = await openDoor();
  expect((await door.send(gzipSync(COMMAND), { 'content-encoding': 'gzip' })).status).toBe(415);
  const deep = `{"type":"block_actions","user":{},"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  expect((await door.send(`payload=${encodeURIComponent(deep)}`)).status).toBe(400);
  expect((await door.send(deep, { 'content-type': 'application/json' })).status).toBe(400);
  const before = process.cpuUsage();
  expect((await door.send(Array.from({ length: 20_000 }, (_, index) => `f${index}=1`).join('&'))).status).toBe(400);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
});

test.each([
  'null',
  '5',
  '[]',
  '"x"',
  '{',
  '{}',
  '{"type":5}',
  '{"type":"block_actions"}',
  '{"type":"event_callback","event":null}',
  '{"type":"x","event":1}',
])('refuses the payload %s', async (payload) => {
  const door = await openDoor();
  expect((await door.send(`payload=${encodeURIComponent(payload)}`)).status).toBe(400);
  expect((await door.send(payload, { 'content-type': 'application/json' })).status).toBe(400);
});

test.each(['', 'a=b', 'payload='])('refuses the form “%s”', async (body) => {
  const door = await openDoor();
  expect((await door.send(body)).status).toBe(400);
});

test('a signed button or form that is none gets an answer and asks nothing', async () => {
  const door = await openDoor();
  const payload = { type: 'block_actions', team: { id: 'T1' }, user: { id: 'U1' }, actions: [{ action_id: 5 }] };
  expect((await door.send(`payload=${encodeURIComponent(JSON.stringify(payload))}`)).status).toBe(400);
  const view = {
    type: 'view_submission',
    team: null,
    user: { id: 'U1', team_id: 'T1' },
    view: { id: 'V1', callback_id: 'x', state: 'none' },
  };
  const answer = await door.send(`payload=${encodeURIComponent(JSON.stringify(view))}`);
  expect(JSON.parse(answer.body)).toMatchObject({ response_action: 'update' });
  expect(door.asked).toEqual([]);
});

test('S-56 the workspace is the one at the top, whatever the user says', async () => {
  const door = await openDoor();
  const value = JSON.stringify({ d: { id: 'i1' }, n: 'n1' });
  const payload = {
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U1', team_id: 'T-evil' },
    trigger_id: 't1',
    actions: [{ type: 'button', block_id: 'b', action_id: 'pull.item#2', value }],
  };
  expect((await door.send(`payload=${encodeURIComponent(JSON.stringify(payload))}`)).status).toBe(200);
  expect(door.asked[0]).toMatchObject({ action: 'pull.item', data: { id: 'i1' }, nonce: 'n1', sender: { workspaceId: 'T1' } });
});

test('takes events, and answers only to an opened Home tab', async () => {
  const door = await openDoor();
  const send = (event: object) =>
    door.send(JSON.stringify({ type: 'event_callback', team_id: 'T1', event }), { 'content-type': 'application/json' });
  expect((await send({ type: 'reaction_added', user: 'U1' })).status).toBe(200);
  expect((await send({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' })).status).toBe(200);
  expect(door.asked).toEqual([]);
  expect((await send({ type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'home' })).status).toBe(200);
  await vi.waitFor(() => expect(door.asked).toMatchObject([{ type: 'home', sender: { userId: 'U1', workspaceId: 'T1' } }]));
});

test.each([
  [
    'a form that was closed',
    { type: 'view_closed', team: { id: 'T1' }, user: { id: 'U1' }, view: { id: 'V1', callback_id: 'backlog.add' } },
  ],
  ['a kind of interaction from the future', { type: 'telepathy', team: { id: 'T1' }, user: { id: 'U1' } }],
])('%s is taken with an empty answer, and nobody is asked', async (_, payload) => {
  const door = await openDoor();
  // Nothing waits for a timer: with clocks that stand still, an answer can only come at once.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  expect(await door.send(new URLSearchParams({ payload: JSON.stringify(payload) }).toString())).toEqual({ status: 200, body: '' });
  expect(door.asked).toEqual([]);
});
