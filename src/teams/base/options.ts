import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Chat } from '../../chat/chat.ts';
import type { Field, Option } from '../../chat/field.ts';
import type { Sender } from '../../chat/request.ts';
import type { Send } from '../../chat/send.ts';
import type { AskNames } from '../../edge/ask-names.ts';

/** Where lines of the log go: fields first, as pino has it. Never secrets, tokens or bodies. */
export interface Log {
  readonly debug: (fields: object, message: string) => void;
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** Members and accounts of Teams are two names of one person; the database knows both. */
export interface People {
  /** Entra object ids by member id. Members without an account in the tenant are left out. */
  readonly accountsOf: (workspaceId: string, memberIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /**
   * Member ids by Entra object id.
   * @param askNames asked only for those who have no name yet, and only in a tenant that is known
   */
  readonly membersOf: (sender: Sender, externalUserIds: readonly string[], askNames: AskNames) => Promise<ReadonlyMap<string, string>>;
  /** Members who have an account in the tenant, by id and name, for clients that cannot look people up. */
  readonly everybody: (workspaceId: string) => Promise<readonly Option[]>;
}

/** Where a conversation is reached: all that a message needs which nobody asked for. Plain data, no class of the SDK. */
export interface Reference {
  readonly conversationId: string;
  /** Newest one that a verified request named. Different people of a tenant may have different ones. */
  readonly serviceUrl: string;
  readonly tenantId: string;
  /** The person of a direct chat; empty elsewhere. */
  readonly aadObjectId: string;
  readonly botId: string;
}

/** The conversations the bot was seen in, kept in the database. All of the one tenant that is served. */
export interface References {
  /** Keeps it, unless a newer one is kept. @returns false for a tenant without an organization: nothing can be kept of it yet */
  readonly keep: (reference: Reference, seenAt: Date) => Promise<boolean>;
  /** By conversation, else the direct chat with the person of that Entra object id. */
  readonly find: (tenantId: string, placeId: string) => Promise<Reference | null>;
  /** Any of the tenant: its service address and the bot's id serve to open a direct chat. */
  readonly any: (tenantId: string) => Promise<Reference | null>;
  /** Forgets a conversation, unless it was seen after that time (an uninstall that arrives late). */
  readonly forget: (tenantId: string, conversationId: string, until: Date) => Promise<void>;
}

export interface TeamsOptions {
  /** Empty with `anonymous`. */
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string;
  readonly anonymous: boolean;
  /** Undefined: Microsoft's. */
  readonly openIdUrl: string | undefined;
  readonly serviceHosts: readonly string[];
  readonly chat: Chat;
  readonly people: People;
  readonly references: References;
  /** The fields of a form by name; null for one that this version does not know. */
  readonly fieldsOf: (form: string) => Readonly<Record<string, Field>> | null;
  readonly log: Log;
  /** Real time in ms, for tokens. */
  readonly now?: () => number;
  readonly timing?: Partial<Timing>;
}

/** In ms. Tests shorten them. */
export interface Timing {
  /** How long an answer may take before the person is told to wait. Clients give up after about 5 s. */
  readonly answer: number;
  /** How long posting that answer may take on top, where the client waits for both. */
  readonly tell: number;
  /** The names of people picked in a form, all together; the form's answer waits for them. */
  readonly names: number;
  /** One call to Microsoft. */
  readonly call: number;
  /** Between two messages to one conversation. Microsoft takes 7 in a second but only 60 in half a minute. */
  readonly betweenPosts: number;
  /** The first wait before something is tried again, and the second of a Retry-After. */
  readonly retry: number;
}

// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
export const TIMING: Timing = { answer: 3_200, tell: 1_200, names: 800, call: 10_000, betweenPosts: 500, retry: 1_000 };

export interface Route {
  readonly method: 'POST';
  readonly path: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}

export interface Teams {
  readonly routes: readonly Route[];
  readonly send: Send;
  /** Waits for what is being handled, at most `ms`. */
  readonly drain: (ms: number) => Promise<void>;
}
