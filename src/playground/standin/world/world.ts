import { EventEmitter } from 'node:events';
import type {
  Channel,
  CommandHint,
  Message,
  Person,
  ShortcutHint,
  Snapshot,
  StateValues,
  TrafficEntry,
  View,
} from '../../wire/protocol.ts';
import type { Json } from '../judge/json.ts';
import type { Problem } from '../judge/judging.ts';
import type { Deliver } from './settings.ts';

/** A message as the stand-in keeps it: the page's message plus what only the stand-in needs. */
export interface StoredMessage extends Message {
  readonly attachments?: readonly unknown[];
  /** World version at its last change, so that a driver can tell what an act brought. */
  readonly changed: number;
}

export interface StoredView extends View {
  readonly personId: string;
  readonly payload: Json;
  readonly rootId: string;
  readonly previousId: string | null;
  /** Where the person was when it opened, for `default_to_current_conversation`. */
  readonly channel: string | null;
  /** What the person has typed, as far as acts have told. */
  readonly typed: StateValues;
  readonly changed: number;
}

/** A `trigger_id`: single use, 3 s. */
export interface Trigger {
  readonly personId: string;
  readonly channel: string | null;
  readonly at: number;
  used: boolean;
}

/** A `response_url`: 5 uses in 30 min. */
export interface ReplyAddress {
  readonly personId: string;
  readonly channel: string;
  /** The message the request came from; none for a slash command. */
  readonly ts: string | null;
  readonly threadTs?: string | undefined;
  readonly at: number;
  uses: number;
}

/** Something the judge refused, kept for tests and shown in the traffic. */
export interface Refusal {
  /** The Web API method, `response_url`, or `answer to /flow …`. */
  readonly where: string;
  readonly problems: readonly Problem[];
  readonly payload: unknown;
}

/** How a Web API method answers once, instead of what it would say. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Do the work first, then answer by script: a post that arrived although its answer was lost. */
  readonly perform?: boolean;
  /** Close the connection without an answer. */
  readonly drop?: boolean;
  /** Do not answer until released (then the method does its work as usual). */
  readonly hang?: boolean;
}

export interface Script {
  readonly answer: ScriptedAnswer;
  readonly reached: () => void;
  readonly released: Promise<void>;
}

/** Who is who; fixed for the life of the stand-in. */
export interface Settings {
  readonly baseUrl: () => string;
  readonly eventsUrl: () => string;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly appToken: string | undefined;
  readonly deliver?: Deliver;
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly botId: string; readonly appId: string; readonly name: string };
  /** Of the bot's token; undefined: all. */
  readonly scopes?: readonly string[];
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly commands: readonly CommandHint[];
  readonly shortcuts: readonly ShortcutHint[];
  readonly tips: Snapshot['tips'];
  readonly now: () => number;
  /** How long the bot may take to answer. Slack: 3 s. */
  readonly answerTimeoutMs: number;
}

/** Everything this Slack remembers, in plain Maps. */
export interface World {
  readonly settings: Settings;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, StoredMessage[]>;
  readonly views: Map<string, StoredView>;
  /** Person → ids of open modals, bottom first. */
  readonly stacks: Map<string, string[]>;
  /** Person → id of the Home view. */
  readonly homes: Map<string, string>;
  readonly triggers: Map<string, Trigger>;
  readonly replies: Map<string, ReplyAddress>;
  /** `person channel` → ts up to which they have read. */
  readonly reads: Map<string, string>;
  readonly traffic: TrafficEntry[];
  readonly alerts: { readonly id: number; readonly text: string; readonly changed: number }[];
  readonly refusals: Refusal[];
  readonly events: EventEmitter<{ change: [] }>;
  /** Aborted by `stop`: ends requests that are still under way. */
  readonly closing: AbortController;
  /** Method → scripted answers, first in first out. */
  readonly scripts: Map<string, Script[]>;
  announcing: boolean;
  version: number;
  lastTs: string;
  counter: number;
  inFlight: number;
}

export function createWorld(settings: Settings): World {
  const events = new EventEmitter<{ change: [] }>();
  // One listener per open page and per waiting test.
  events.setMaxListeners(0);
  return {
    settings,
    channels: new Map(settings.channels.map((channel) => [channel.id, channel])),
    messages: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    replies: new Map(),
    reads: new Map(),
    traffic: [],
    alerts: [],
    refusals: [],
    events,
    closing: new AbortController(),
    scripts: new Map(),
    announcing: false,
    // Starts at the clock so that a page which outlives a restart sees a new number.
    version: Math.floor(settings.now() / 1000),
    lastTs: '0.000000',
    counter: 0,
    inFlight: 0,
  };
}

/**
 * Counts a change up and returns the new version. Everyone who waits is told once, after the change at hand is complete:
 * a listener must never see a version whose message is not stored yet.
 */
export function changed(world: World): number {
  world.version += 1;
  if (!world.announcing) {
    world.announcing = true;
    queueMicrotask(() => {
      world.announcing = false;
      world.events.emit('change');
    });
  }
  return world.version;
}

/** Back to the first day: nothing said, nothing open. */
export function clear(world: World): void {
  for (const map of [world.messages, world.views, world.stacks, world.homes, world.triggers, world.replies, world.reads]) map.clear();
  world.channels.clear();
  for (const channel of world.settings.channels) world.channels.set(channel.id, channel);
  world.traffic.length = 0;
  world.alerts.length = 0;
  world.refusals.length = 0;
  changed(world);
}
