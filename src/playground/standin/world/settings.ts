import type { Channel, CommandHint, Person, ShortcutHint, Snapshot } from '../../wire/protocol.ts';
import type { Memory } from './memory.ts';
import type { Settings } from './world.ts';

export interface PlaygroundOptions {
  /** Where this process is reached, e.g. `http://127.0.0.1:3000`. A function, because the port may be known late. */
  readonly baseUrl: () => string;
  /** Where the bot listens; `<baseUrl>/slack/events` when missing. */
  readonly eventsUrl?: () => string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken?: string;
  readonly team: { readonly id: string; readonly name: string };
  /** `id` is the bot user (`U…`), `botId` `B…`, `appId` `A…`. */
  readonly bot: { readonly id: string; readonly botId: string; readonly appId: string; readonly name: string };
  /** What the bot's token may do, as its manifest asks; everything when missing. */
  readonly scopes?: readonly string[];
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly commands: readonly CommandHint[];
  readonly shortcuts: readonly ShortcutHint[];
  readonly tips: Snapshot['tips'];
  /** The built static page (`index.html`, `assets/`), served under `/`. */
  readonly pageFolder?: string;
  /** Keeps the conversation for the next start. */
  readonly memory?: Memory;
  /** The clock of messages, triggers and response URLs. Signatures always carry real time. */
  readonly now?: () => number;
  /** Called on a person's *reset*, after the stand-in forgot everything. */
  readonly onReset?: () => Promise<void>;
  /** How long the bot may take to answer, and to use a trigger if that is longer than Slack's 3 s; those when missing. */
  readonly answerTimeoutMs?: number;
  /** Resolves when the bot's handlers are done, so that the driver can wait for work after the answer. */
  readonly whenBotIdle?: () => Promise<void>;
  /** Another way to the bot than HTTP: Socket Mode, in tests. */
  readonly deliver?: Deliver;
}

/** Kinds of envelopes of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** Hands a request to the bot; gives what it acknowledged with. Rejects when there is nobody, or no answer in time. */
export type Deliver = (type: EnvelopeType, payload: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Slack waits 3 s: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
const ANSWER_TIMEOUT_MS = 3000;

export function settingsFrom(options: PlaygroundOptions): Settings {
  const { baseUrl, eventsUrl, now, answerTimeoutMs, appToken, ...rest } = options;
  return {
    ...rest,
    appToken,
    baseUrl,
    eventsUrl: eventsUrl ?? (() => `${baseUrl()}/slack/events`),
    now: now ?? Date.now,
    answerTimeoutMs: answerTimeoutMs ?? ANSWER_TIMEOUT_MS,
  };
}
