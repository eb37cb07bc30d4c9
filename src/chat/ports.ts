import type { Refusal } from '../model/rights/refusal.ts';
import type { Block } from './block.ts';
import type { Asker, OrganizationContext, PlaceContext } from './context.ts';
import type { FormReply } from './form.ts';
import type { Access } from './handler.ts';
import type { Announcement, Notice, WriteReply } from './reply.ts';
import type { Request, Sender } from './request.ts';

/** Who asks where, as the database knows it. */
export interface Identity {
  readonly organization: OrganizationContext;
  readonly asker: Asker;
  readonly place: PlaceContext;
  /** The database's time. */
  readonly now: Date;
}

/** An open form between being shown and being submitted. */
export interface Draft {
  readonly reply: FormReply;
  readonly sender: Sender;
  readonly returnTo?: string;
}

/** A line of the log. Never texts of items, never secrets. */
export interface RequestLog {
  readonly requestId: string;
  readonly organizationId?: string;
  readonly kind: string;
  readonly handler: string;
  readonly result: string;
  readonly ms: number;
  readonly replayed?: boolean;
}

/** Counts a request. @returns how many seconds whoever asks has to wait; 0: go on */
export type SlowDown = (request: Request) => number;

/** What the chat room needs of the others, handed in by main. */
export interface ChatPorts<A extends Access> {
  readonly identify: (sender: Sender) => Promise<Identity>;
  /** Asked before anything else; missing: nobody is slowed down. */
  readonly slowDown?: SlowDown;
  readonly reader: (organizationId: string) => A['read'];
  /** Names of the admins, for those who are told to ask one. */
  readonly adminNames: (organizationId: string) => Promise<readonly string[]>;
  /**
   * Runs a write in one transaction that begins with its inbox row and stores its reply there. A repeat of the key gets
   * the stored reply. An errors reply, and anything thrown, rolls back and leaves no row.
   *
   * With `trigger`, the key of this one press of a button: what wrote nothing is the stored answer to a repeat of it alone.
   */
  readonly transact: (
    organizationId: string,
    key: string,
    now: Date,
    run: (db: A['write']) => Promise<WriteReply>,
    trigger?: string,
  ) => Promise<{ readonly reply: WriteReply; readonly replayed: boolean }>;
  /** Stores the answer to a write that was refused, so that a repeat gets the same. */
  readonly remember: (organizationId: string, key: string, now: Date, reply: WriteReply) => Promise<void>;
  /** Writes announcements to the outbox, in the transaction. */
  readonly announce: (db: A['write'], announcements: readonly (Announcement | Notice)[], now: Date) => void;
  /**
   * Writes a message to a person into the outbox, unless the organization had one of that subject before.
   * @returns whether it was written
   */
  readonly writeOnce: (
    organizationId: string,
    to: Sender,
    letter: { readonly subject: string; readonly blocks: readonly Block[] },
    now: Date,
  ) => Promise<boolean>;
  /** Called after a commit that announced something. */
  readonly committed: () => void;
  readonly saveDraft: (organizationId: string, memberId: string, id: string, draft: Draft, now: Date) => Promise<void>;
  /** null when there is none of this person under that id, or it expired. */
  readonly loadDraft: (organizationId: string, memberId: string, id: string, now: Date) => Promise<Draft | null>;
  /** A new id: time-ordered, unguessable enough for a nonce. */
  readonly newId: () => string;
  /** What a person is told of a failure that passes, such as a database that does not answer; null for any other. */
  readonly passing: (error: unknown) => Refusal | null;
  readonly log: (entry: RequestLog, error?: unknown) => void;
}
