import { request } from 'node:http';
import type { Json } from '../judge/json.ts';
import { parseJson } from './arguments.ts';
import { recordTraffic } from './record.ts';
import type { Deliver, EnvelopeType } from './settings.ts';
import { sign } from './sign.ts';
import { changed, type World } from './world.ts';

/** What the bot said to one request of ours. */
export interface BotAnswer {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly ms: number;
  readonly failure?: 'timeout' | 'unreachable';
}

export interface RawRequest {
  readonly body: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Real time: the bot compares it with its own clock, which no test may move. */
  readonly timestamp?: string;
  readonly secret?: string;
  /** A ready signature instead of a computed one. */
  readonly signature?: string;
}

/** A slash command: fields as a form. */
export function sendForm(world: World, what: string, fields: Readonly<Record<string, string>>): Promise<BotAnswer> {
  const body = new URLSearchParams(fields).toString();
  return exchange(world, 'slash_commands', what, { body, contentType: 'application/x-www-form-urlencoded' }, fields);
}

/** An interaction: JSON inside the form field `payload`. */
export function sendInteraction(world: World, payload: Json): Promise<BotAnswer> {
  const body = new URLSearchParams({ payload: ascii(payload) }).toString();
  return exchange(world, 'interactive', String(payload.type), { body, contentType: 'application/x-www-form-urlencoded' }, payload);
}

/** An event: a JSON body. */
export function sendEvent(world: World, what: string, payload: Json): Promise<BotAnswer> {
  return exchange(world, 'events_api', what, { body: ascii(payload), contentType: 'application/json' }, payload);
}

function exchange(world: World, type: EnvelopeType, what: string, raw: RawRequest, payload: Json): Promise<BotAnswer> {
  const { deliver } = world.settings;
  return deliver ? trace(world, what, payload, () => overSocket(deliver, type, payload)) : send(world, what, raw, payload);
}

/** A form that a test wrote itself; where a socket is the way, unpacked into an envelope, and not signed. */
export function sendRaw(world: World, raw: RawRequest): Promise<BotAnswer> {
  if (world.settings.deliver === undefined) return send(world, 'raw', raw, raw.body);
  const fields = Object.fromEntries(new URLSearchParams(raw.body));
  return fields.payload === undefined
    ? exchange(world, 'slash_commands', 'raw', raw, fields)
    : exchange(world, 'interactive', 'raw', raw, JSON.parse(fields.payload) as Json);
}

/** Signs, sends, waits 3 s at most, and writes it into the traffic. Never throws: a failure is part of the answer. */
function send(world: World, what: string, raw: RawRequest, shown: unknown): Promise<BotAnswer> {
  return trace(world, what, shown, () => post(world, raw));
}

async function trace(world: World, what: string, shown: unknown, ask: () => Promise<BotAnswer>): Promise<BotAnswer> {
  world.inFlight += 1;
  const answer = await ask();
  world.inFlight -= 1;
  const { status, ms, body, failure } = answer;
  recordTraffic(world, { direction: 'to-bot', what, status, ms, body: shown, answer: failure ?? parseJson(body) ?? body });
  changed(world);
  return answer;
}

/** What an acknowledgement over a socket would have been over HTTP. */
async function overSocket(deliver: Deliver, type: EnvelopeType, payload: Json): Promise<BotAnswer> {
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const answer = await deliver(type, payload);
    const empty = typeof answer !== 'object' || answer === null || Object.keys(answer).length === 0;
    return { status: 200, body: empty ? '' : JSON.stringify(answer), contentType: 'application/json', ms: ms() };
  } catch {
    return { status: 0, body: '', contentType: '', ms: ms(), failure: 'timeout' };
  }
}

function post(world: World, raw: RawRequest): Promise<BotAnswer> {
  const { signingSecret, eventsUrl, answerTimeoutMs } = world.settings;
  const timestamp = raw.timestamp ?? String(Math.floor(Date.now() / 1000));
  const headers = {
    'content-type': raw.contentType,
    'content-length': Buffer.byteLength(raw.body),
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': raw.signature ?? sign(raw.secret ?? signingSecret, timestamp, raw.body),
    ...raw.headers,
  };
  const started = performance.now();
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (answer: Omit<BotAnswer, 'ms'>) => {
      clearTimeout(timer);
      resolve({ ...answer, ms: Math.round(performance.now() - started) });
    };
    const failed = (failure: 'timeout' | 'unreachable') => finish({ status: 0, body: '', contentType: '', failure });
    // A connection of its own per request: a kept one may close under us, and a signed request must not be sent twice.
    const out = request(eventsUrl(), { method: 'POST', headers, agent: false, signal: world.closing.signal }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', () => failed('unreachable'));
      answer.on('end', () => {
        const body = Buffer.concat(parts).toString();
        finish({ status: answer.statusCode ?? 0, body, contentType: answer.headers['content-type'] ?? '' });
      });
    });
    out.on('error', () => failed('unreachable'));
    timer = setTimeout(() => {
      failed('timeout');
      out.destroy();
    }, answerTimeoutMs);
    out.end(raw.body);
  });
}

/** Slack writes other letters as \\u escapes, so signatures and parsers are tried with what really arrives. */
function ascii(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
