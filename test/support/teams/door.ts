import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Outcome } from '../../../src/chat/outcome.ts';
import type { Request } from '../../../src/chat/request.ts';
import { createTeams, type Reference, type Teams, type TeamsOptions } from '../../../src/teams/index.ts';
import { APP_ID, TENANT_ID } from './keys.ts';
import { type Microsoft, openMicrosoft } from './microsoft.ts';

export interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly json: unknown;
}

/** The Teams side with a chat of the test's own, and Microsoft's stand-in, over HTTP. */
export interface Door {
  readonly microsoft: Microsoft;
  readonly teams: Teams;
  readonly port: number;
  readonly requests: Request[];
  readonly lines: LogLine[];
  readonly references: Map<string, Reference & { readonly seenAt: Date }>;
  chat: (request: Request) => Promise<Outcome> | Outcome;
  clock: { now: number };
  /** Sends an activity with a good token, unless told otherwise; undefined: without one. */
  readonly send: (activity: unknown, headers?: Readonly<Record<string, string | readonly string[]>>) => Promise<Sent>;
}

export const CHANNEL = '19:checkout@thread.tacv2';
export const MEI = { id: '29:mei', aadObjectId: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Mei' };

/** A message to the bot in a channel, as Teams sends it. */
export function activityOf(microsoft: Pick<Microsoft, 'serviceUrl' | 'botId'>, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'message',
    id: `${Date.now()}${Math.random()}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: microsoft.serviceUrl,
    from: MEI,
    recipient: { id: microsoft.botId, name: 'Millrace' },
    conversation: { id: `${CHANNEL};messageid=1`, conversationType: 'channel', isGroup: true, tenantId: TENANT_ID },
    channelData: { tenant: { id: TENANT_ID }, channel: { id: CHANNEL, name: 'Checkout' }, team: { id: CHANNEL } },
    text: '<at>Millrace</at> next',
    textFormat: 'plain',
    entities: [{ type: 'mention', mentioned: { id: microsoft.botId, name: 'Millrace' }, text: '<at>Millrace</at>' }],
    ...changes,
  };
}

export async function openDoor(more: Partial<TeamsOptions> = {}): Promise<Door> {
  const microsoft = await openMicrosoft();
  microsoft.conversations.add(CHANNEL);
  const [requests, lines, references]: [Request[], LogLine[], Door['references']] = [[], [], new Map()];
  const clock = { now: Date.now() };
  microsoft.now = () => clock.now;
  const log = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const teams = createTeams({
    appId: APP_ID,
    appPassword: 'the-password',
    tenantId: TENANT_ID,
    anonymous: false,
    openIdUrl: microsoft.openIdUrl,
    serviceHosts: [microsoft.host],
    chat: async (request) => {
      requests.push(request);
      return door.chat(request);
    },
    people: {
      accountsOf: async (_, members) => new Map(members.map((member) => [member, member.replace('member-', '')])),
      membersOf: async (_, users) => new Map(users.map((user) => [user, `member-${user}`])),
      everybody: async () => [],
    },
    references: {
      keep: async (reference, seenAt) => {
        references.set(reference.conversationId, { ...reference, seenAt });
        return true;
      },
      find: async (_, place) => references.get(place) ?? [...references.values()].find((one) => one.aadObjectId === place) ?? null,
      any: async () => [...references.values()][0] ?? null,
      forget: async (_, id, until) => {
        if ((references.get(id)?.seenAt ?? until) <= until) references.delete(id);
      },
    },
    fieldsOf: () => null,
    now: () => clock.now,
    log: { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') },
    ...more,
    timing: { betweenPosts: 0, retry: 1, call: 300, ...more.timing },
  });
  const server = createServer((request, response) => void teams.routes[0]?.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const door: Door = {
    microsoft,
    teams,
    port,
    requests,
    lines,
    references,
    clock,
    chat: () => said('Hello.'),
    send: async (activity, headers) => {
      const body = typeof activity === 'string' ? activity : JSON.stringify(activity);
      return post(port, body, headers ?? { authorization: `Bearer ${await microsoft.token()}` });
    },
  };
  onTestFinished(async () => {
    await teams.drain(1_000);
    server.closeAllConnections();
    server.close();
    await microsoft.close();
  });
  return door;
}

export function post(port: number, body: string, headers: Readonly<Record<string, string | readonly string[]>>): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers } as Record<
      string,
      string
    >;
    const out = httpRequest({ port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers: all, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const json: unknown = (answer.headers['content-type'] ?? '').includes('json') && text !== '' ? JSON.parse(text) : undefined;
        resolve({ status: answer.statusCode ?? 0, body: text, json });
      });
    });
    out.on('error', reject);
    out.end(body);
  });
}

/** A message of chat in one paragraph. */
export function said(text: string, type: 'message' | 'update' = 'message'): Extract<Outcome, { type: 'message' | 'update' }> {
  return { type, blocks: [{ type: 'paragraph', spans: [{ type: 'text', text }] }], replayed: false };
}
