import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Chat } from '../../chat/chat.ts';
import type { Sender } from '../../chat/request.ts';
import type { Send } from '../../chat/send.ts';
import type { AskNames } from '../../edge/ask-names.ts';

/** Where lines of the log go: fields first, as pino has it. Never secrets, bodies or response URLs. */
export interface Log {
  readonly debug: (fields: object, message: string) => void;
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** Members and Slack users are two names of one person; the database knows both. */
export interface People {
  /** Slack user ids by member id. Members without an account in the workspace are left out. */
  readonly accountsOf: (workspaceId: string, memberIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /**
   * Member ids by Slack user id.
   * @param askNames asked only for those who have no name yet, and only in a workspace that is known
   */
  readonly membersOf: (sender: Sender, externalUserIds: readonly string[], askNames: AskNames) => Promise<ReadonlyMap<string, string>>;
  /** Names by Slack user id, of those who are known already. */
  readonly namesOf: (workspaceId: string, externalUserIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export interface SlackOptions {
  /** One, or two while it is being changed. None with an app token. */
  readonly signingSecrets: readonly string[];
  /** Requests come over a socket that we open (Socket Mode) instead of HTTP. */
  readonly appToken?: string;
  readonly botToken: string;
  /** Another Web API than Slack's, e.g. the playground's: `http://127.0.0.1:3001/api/`. */
  readonly apiUrl?: string;
  readonly chat: Chat;
  readonly people: People;
  readonly log: Log;
  /** Real time in ms, for signatures. */
  readonly now?: () => number;
  readonly timing?: Partial<Timing>;
}

/** In ms. Tests shorten them. */
export interface Timing {
  /** How long an answer may take before the person is told to wait. Slack gives up after 3 s. */
  readonly answer: number;
  /** When a submitted form is answered at the latest: Slack gives up 3 s after it sent it, and the rest is for the way. */
  readonly ackBy: number;
  /** A response_url of which the answer depends, and one that nobody waits for. */
  readonly respondBeforeAck: number;
  readonly respond: number;
  /** The names of people picked in a form, all together; the form's answer waits for them. */
  readonly names: number;
  /** Between two messages to one channel: Slack takes one a second. https://docs.slack.dev/apis/web-api/rate-limits */
  readonly betweenPosts: number;
}

export const TIMING: Timing = { answer: 2_300, ackBy: 2_750, respondBeforeAck: 1_500, respond: 3_000, names: 800, betweenPosts: 1_000 };

/** Who the bot is, by Slack's word. */
export interface Home {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
}

export interface Route {
  readonly method: 'POST';
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface Slack {
  readonly routes: readonly Route[];
  readonly send: Send;
  /**
   * Asks Slack who the bot is.
   * @throws Error that says what to set when Slack refuses the token or cannot be reached
   */
  readonly start: () => Promise<Home>;
  /**
   * Requests may come from now on. Over HTTP they do as soon as the route is served.
   * @throws Error that says what to set when Slack refuses the app token
   */
  readonly open: () => Promise<void>;
  /** Ends the socket; what is being handled still runs. Nothing over HTTP, where the server stops listening. */
  readonly close: () => Promise<void>;
  /** Waits for what is being handled, at most `ms`. */
  readonly drain: (ms: number) => Promise<void>;
}
