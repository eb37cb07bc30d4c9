/**
 * What the page and the stand-in say to each other, over JSON on loopback.
 *
 * The page never talks to the bot. It talks to the stand-in, which plays Slack: it signs a request, sends it to the
 * bot's `/slack/events`, takes the answer, and keeps what Slack would keep (messages, ephemerals, modals, Home tabs).
 *
 *   GET  /playground/state?as=U…   → Snapshot as that person sees it
 *   GET  /playground/changes       → server-sent events; each `data:` is the new Snapshot version (a number)
 *   POST /playground/act           → Act in, ActResult out
 */

/** Slack's block JSON. The page draws it; the stand-in judges it. */
export type BlockJson = { readonly type: string; readonly block_id?: string } & Readonly<Record<string, unknown>>;

export interface Person {
  /** Slack user id, `U…`. */
  readonly id: string;
  /** Handle, as in `@ines`. */
  readonly name: string;
  readonly realName: string;
  /** One line shown in the person switcher, e.g. "owner of Payments". */
  readonly role: string;
  /** Workspace admin by the platform's word. */
  readonly admin?: boolean;
  /** IANA zone, as Slack knows it. */
  readonly zone: string;
}

export interface Channel {
  /** Slack channel id: `C…` for a channel, `D…` for a direct message with the bot. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  readonly topic?: string;
  /** For `direct`: whose conversation with the bot it is. */
  readonly personId?: string;
  /** Is the bot a member? Slack refuses posts where it is not. */
  readonly botIsMember: boolean;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  /** Slack user id of the author; the bot's own id for the bot. */
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly BlockJson[];
  readonly threadTs?: string;
  readonly editedTs?: string;
  /** Set on a message only this person sees. */
  readonly ephemeralFor?: string;
  /** The raw JSON that the bot sent, for "what the bot sent". */
  readonly raw: unknown;
}

export interface View {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly title: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly BlockJson[];
  /** Per block id: what was wrong with what was typed (`response_action: errors`). */
  readonly errors: Readonly<Record<string, string>>;
  /** Changes whenever the bot replaced the view. */
  readonly hash: string;
  readonly raw: unknown;
}

export interface CommandHint {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
  /** What the composer completes after the command: the word, its usage and a line of help. */
  readonly words: readonly { readonly word: string; readonly usage: string; readonly summary: string }[];
}

export interface ShortcutHint {
  readonly callbackId: string;
  readonly name: string;
  readonly type: 'message' | 'global';
}

/** One request the stand-in sent to the bot, or one Web API call it took from it. Newest last; the last 200 are kept. */
export interface TrafficEntry {
  readonly id: number;
  readonly at: string;
  readonly direction: 'to-bot' | 'from-bot';
  /** `command`, `block_actions`, `view_submission`, … or the Web API method. */
  readonly what: string;
  readonly status: number;
  readonly ms: number;
  readonly body: unknown;
  readonly answer: unknown;
}

export interface Snapshot {
  readonly version: number;
  readonly team: { readonly id: string; readonly name: string };
  readonly bot: { readonly id: string; readonly name: string };
  readonly people: readonly Person[];
  /** Channels this person sees, with how many messages are unread. */
  readonly channels: readonly (Channel & { readonly unread: number })[];
  readonly messages: Readonly<Record<string, readonly Message[]>>;
  /** The person's open modals, bottom first (Slack stacks at most three). */
  readonly modals: readonly View[];
  readonly home: View | null;
  readonly commands: readonly CommandHint[];
  readonly shortcuts: readonly ShortcutHint[];
  readonly traffic: readonly TrafficEntry[];
  /** A line for the person when the bot did not answer as Slack demands ("/flow failed with the error …"). */
  readonly alerts: readonly { readonly id: number; readonly text: string }[];
  /** What a newcomer may try, shown until dismissed: what to type, as whom, in which channel. */
  readonly tips: readonly { readonly type: string; readonly as: string; readonly channel: string }[];
}

/** Form state, exactly as Slack's `view.state.values`: block id → action id → value object. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Where an element sits. */
export type Container =
  | { readonly type: 'message'; readonly channel: string; readonly ts: string }
  | { readonly type: 'view'; readonly viewId: string };

export type Act =
  | { readonly type: 'command'; readonly as: string; readonly channel: string; readonly text: string }
  | { readonly type: 'say'; readonly as: string; readonly channel: string; readonly text: string; readonly threadTs?: string }
  /** `action` is what Slack puts into `actions[0]`: `{type, block_id, action_id, value | selected_option | …}`. */
  | {
      readonly type: 'click';
      readonly as: string;
      readonly container: Container;
      readonly action: Readonly<Record<string, unknown>>;
      readonly state?: StateValues;
    }
  | { readonly type: 'submit'; readonly as: string; readonly viewId: string; readonly state: StateValues }
  | { readonly type: 'close'; readonly as: string; readonly viewId: string }
  | {
      readonly type: 'options';
      readonly as: string;
      readonly container: Container;
      readonly blockId: string;
      readonly actionId: string;
      readonly query: string;
    }
  | { readonly type: 'shortcut'; readonly as: string; readonly callbackId: string; readonly channel?: string; readonly ts?: string }
  | { readonly type: 'openHome'; readonly as: string }
  | { readonly type: 'read'; readonly as: string; readonly channel: string }
  | { readonly type: 'dismissAlert'; readonly id: number }
  | { readonly type: 'reset' };

export interface ActResult {
  readonly ok: boolean;
  /** Plain words for the person. */
  readonly error?: string;
  /** For `options`. */
  readonly options?: readonly { readonly text: string; readonly value: string; readonly description?: string }[];
}
