import type { Block } from './block.ts';
import type { FormReply } from './form.ts';

/** A message to a place about a subject, sent after the commit. One message per place and subject: later ones edit it. */
export interface Announcement extends Tiding {
  /** The team whose announcing place takes it. A team without one is told nothing. */
  readonly teamId: string;
}

/** A message to a place that is named itself. */
export interface Notice extends Tiding {
  readonly place: { readonly platform: string; readonly externalId: string };
}

interface Tiding {
  readonly subject: string;
  readonly blocks: readonly Block[];
  /** `edit` says nothing where the subject was never announced. */
  readonly mode: 'post' | 'edit';
}

/** What the asker sees. */
export interface MessageReply {
  readonly type: 'message';
  readonly blocks: readonly Block[];
  /** A writer's secret, such as a code: shown above the rest to the asker alone, this once. It is never stored, so a repeat lacks it. */
  readonly once?: readonly Block[];
  readonly announcements?: readonly (Announcement | Notice)[];
}

/** Takes the place of the message whose button was pressed (or from which the form was opened); else like a message. */
export interface UpdateReply {
  readonly type: 'update';
  readonly blocks: readonly Block[];
  readonly announcements?: readonly (Announcement | Notice)[];
}

/** What is wrong with a form, by field: the form comes back with the person's values. Nothing is stored. */
export interface ErrorsReply {
  readonly type: 'errors';
  readonly errors: Readonly<Record<string, string>>;
}

/** The bot's own page of one person. */
export interface HomeReply {
  readonly type: 'home';
  readonly blocks: readonly Block[];
  /** A message to the person, sent once per organization and subject: whoever comes first gets it. */
  readonly letter?: { readonly subject: string; readonly blocks: readonly Block[] };
}

/** What a reading handler may answer. */
export type ReadReply = MessageReply | UpdateReply | FormReply;
/** What a writing handler may answer: never a form, because a form cannot be stored as the answer to a repeat. */
export type WriteReply = MessageReply | UpdateReply | ErrorsReply;
export type Reply = ReadReply | WriteReply | HomeReply;

type Tidings = { readonly announcements?: readonly (Announcement | Notice)[] };

export function message(blocks: readonly Block[], more: Tidings & Pick<MessageReply, 'once'> = {}): MessageReply {
  return { type: 'message', blocks, ...more };
}

export function update(blocks: readonly Block[], tidings: Tidings = {}): UpdateReply {
  return { type: 'update', blocks, ...tidings };
}

export function home(blocks: readonly Block[], options: Pick<HomeReply, 'letter'> = {}): HomeReply {
  return { type: 'home', blocks, ...options };
}

export function errors(byField: Readonly<Record<string, string>>): ErrorsReply {
  return { type: 'errors', errors: byField };
}
