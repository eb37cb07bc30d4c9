import type { HandedMessage } from './feature.ts';
import type { Option, RawValue } from './field.ts';

/** Who sent something, from where, in the platform's own ids: verified by the platform's adapter, trusted from nowhere else. */
export interface Sender {
  readonly platform: string;
  /** Slack workspace or Teams tenant. */
  readonly workspaceId: string;
  readonly userId: string;
  readonly userName: string;
  readonly place: { readonly externalId: string; readonly name: string; readonly kind: 'channel' | 'direct' };
}

interface RequestBase {
  readonly sender: Sender;
  /** The platform's name for this delivery; a repeat carries the same. */
  readonly deliveryId: string;
  /** Where a later answer goes, in the platform's words. Kept with a form until it is submitted. */
  readonly returnTo?: string;
}

/** Words typed after `/flow`. */
export interface CommandRequest extends RequestBase {
  readonly type: 'command';
  readonly text: string;
}

/** A button was pressed. */
export interface ActionRequest extends RequestBase {
  readonly type: 'action';
  readonly action: string;
  readonly data: unknown;
  /** Stamped when the button was drawn: two clicks on one button carry the same. */
  readonly nonce: string;
}

/** A form was submitted. */
export interface SubmitRequest extends Omit<RequestBase, 'returnTo'> {
  readonly type: 'submit';
  readonly draftId: string;
  readonly values: Readonly<Record<string, RawValue>>;
  /** What was chosen in lookups, with its texts, so that the form can be drawn again. */
  readonly chosen?: Readonly<Record<string, readonly Option[]>>;
}

/** Letters were typed into a lookup of an open form. Nothing is remembered of it. */
export interface LookupRequest {
  readonly type: 'lookup';
  readonly sender: Sender;
  readonly form: string;
  readonly field: string;
  readonly query: string;
}

/** A watched text is being typed. */
export interface WatchRequest {
  readonly type: 'watch';
  readonly sender: Sender;
  readonly draftId: string;
  readonly field: string;
  readonly text: string;
}

/** A message was handed over through its menu. */
export interface ShortcutRequest extends RequestBase {
  readonly type: 'shortcut';
  readonly name: string;
  readonly message: HandedMessage;
}

/** A person opened the bot's own page. */
export interface HomeRequest {
  readonly type: 'home';
  readonly sender: Sender;
  /** The page is shown as a message of the direct chat, so it says by itself what a letter would say beside it. */
  readonly asMessage?: true;
}

export type Request = CommandRequest | ActionRequest | SubmitRequest | LookupRequest | WatchRequest | ShortcutRequest | HomeRequest;
