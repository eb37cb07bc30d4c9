import type { Send } from '../chat/send.ts';
import type { Database } from '../database/connection/database.ts';
import type { Workspace } from '../database/messages/outbox.ts';

export interface OutboxSenderOptions {
  readonly database: Database;
  readonly send: Send;
  /** The workspaces that messages may go to, one per platform; those that are not known yet are missing. */
  readonly homes: () => readonly Workspace[];
  /** Missing: the database's time, which no process moves and all share. Tests have one of their own. */
  readonly clock?: () => Date;
  /** Between two messages to one place, in all processes together, by platform; a second where it is not named. */
  readonly paceMs?: Readonly<Record<string, number>>;
  /** How long a message is held by a process that says nothing more: three times the longest call. */
  readonly leaseMs?: number;
  readonly log: (level: 'info' | 'warn' | 'error', fields: Readonly<Record<string, unknown>>, message: string) => void;
}
