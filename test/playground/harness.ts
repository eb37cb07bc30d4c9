import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { createPlayground, type Playground, type PlaygroundOptions } from '../../src/playground/index.ts';
import { serve } from '../support/serve.ts';

export type Body = Record<string, unknown>;

/** One request as the fake bot got it. */
export interface Heard {
  /** `command`, the interaction's or the event's type. */
  readonly kind: string;
  readonly body: Body;
  readonly raw: string;
  readonly headers: IncomingMessage['headers'];
}

export interface Said {
  readonly status?: number;
  readonly body?: string | Body;
  readonly type?: string;
  /** Do not answer at all. */
  readonly silent?: boolean;
}

export interface Town extends Playground {
  readonly url: string;
  readonly heard: Heard[];
  /** What the bot answers next; empty 200 by default. */
  bot: (heard: Heard) => Said | Promise<Said>;
  call(method: string, args: Body, token?: string | null): Promise<Body>;
  reply(url: unknown, body: Body): Promise<{ status: number; text: string }>;
  act(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: Body }>;
  clock: { now: number };
}

export const SECRET = 'shhh-signing';
export const TOKEN = 'xoxb-bot-token';

export const OPTIONS: Omit<PlaygroundOptions, 'baseUrl'> = {
  signingSecret: SECRET,
  botToken: TOKEN,
  team: { id: 'T0001', name: 'Mill Street' },
  bot: { id: 'UBOT', botId: 'B0001', appId: 'A0001', name: 'Millrace' },
  people: [
    { id: 'U1', name: 'ines', realName: 'Ines Ode', role: 'owner', admin: true, zone: 'Europe/Berlin' },
    { id: 'U2', name: 'tom', realName: 'Tom Ray', role: 'developer', zone: 'America/New_York' },
  ],
  channels: [
    { id: 'C1', name: 'payments', kind: 'channel', botIsMember: true },
    { id: 'C2', name: 'lounge', kind: 'channel', botIsMember: false },
    { id: 'D1', name: 'Millrace', kind: 'direct', personId: 'U1', botIsMember: true },
    { id: 'D2', name: 'Millrace', kind: 'direct', personId: 'U2', botIsMember: true },
  ],
  commands: [{ command: '/flow', description: 'flow', usageHint: '[next]', words: [] }],
  shortcuts: [
    { callbackId: 'propose', name: 'Propose', type: 'global' },
    { callbackId: 'capture', name: 'Capture', type: 'message' },
  ],
  tips: [],
};

/** A stand-in and a fake bot on one port, as in the real process. */
export async function openTown(more: Partial<PlaygroundOptions> = {}): Promise<Town> {
  const heard: Heard[] = [];
  const clock = { now: 1_760_000_000_000 };
  const bot = { method: 'POST', path: '/slack/events', handle: (req: IncomingMessage, res: ServerResponse) => botAnswers(town, req, res) };
  const { url, close } = await serve(() => [bot, ...town.routes]);
  const playground = createPlayground({ ...OPTIONS, baseUrl: () => url, now: () => clock.now, ...more });
  const town: Town = {
    ...playground,
    url,
    heard,
    clock,
    bot: () => ({}),
    call: (method, args, token = TOKEN) => call(url, method, args, token),
    reply: async (to, body) => {
      const res = await post(String(to), JSON.stringify(body), { 'content-type': 'application/json' });
      return { status: res.status, text: await res.text() };
    },
    act: async (body, headers = {}) => {
      const res = await post(`${url}/playground/act`, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
      return { status: res.status, body: (await res.json()) as Body };
    },
  };
  onTestFinished(async () => {
    await town.stop();
    await close();
  });
  return town;
}

async function botAnswers(town: Town, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
  const raw = Buffer.concat(parts).toString();
  const heard = { raw, headers: req.headers, ...parse(raw, String(req.headers['content-type'])) };
  town.heard.push(heard);
  const { status = 200, body = '', type, silent } = await town.bot(heard);
  if (silent) return;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  res.writeHead(status, { 'content-type': type ?? (typeof body === 'string' ? 'text/plain' : 'application/json') }).end(text);
}

function parse(raw: string, type: string): Pick<Heard, 'kind' | 'body'> {
  if (type.startsWith('application/json')) {
    const body = JSON.parse(raw) as Body;
    return { kind: String((body.event as Body | undefined)?.type), body };
  }
  const form = Object.fromEntries(new URLSearchParams(raw));
  if (form.payload === undefined) return { kind: 'command', body: form };
  const body = JSON.parse(form.payload) as Body;
  return { kind: String(body.type), body };
}

/** As @slack/web-api does: a form with nested arguments as JSON. */
async function call(url: string, method: string, args: Body, token: string | null): Promise<Body> {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(args)) form.set(key, typeof value === 'string' ? value : JSON.stringify(value));
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const res = await post(`${url}/standin/api/${method}`, form.toString(), headers);
  return (await res.json()) as Body;
}

function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: { connection: 'close', ...headers } });
}

export const section = (text = 'Hello', more: Body = {}): Body => ({ type: 'section', text: { type: 'mrkdwn', text }, ...more });
export const plain = (text: string): Body => ({ type: 'plain_text', text });
export const button = (label: string, actionId: string, more: Body = {}): Body => ({
  type: 'button',
  text: plain(label),
  action_id: actionId,
  ...more,
});
export const actions = (...elements: Body[]): Body => ({ type: 'actions', block_id: 'act', elements });
export const input = (blockId: string, label: string, element: Body = {}, more: Body = {}): Body => ({
  type: 'input',
  block_id: blockId,
  label: plain(label),
  element: { type: 'plain_text_input', action_id: 'value', ...element },
  ...more,
});
export const modal = (blocks: readonly Body[], more: Body = {}): Body => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
  ...more,
});
