import type { Block } from '../chat/block.ts';
import type { Delivery, DeliveryResult, Send } from '../chat/send.ts';
import type { Database } from '../database/database.ts';
import { type ClaimedMessage, claim, forgetPosted, markSent, markUnsent, recover, type Workspace } from '../database/outbox.ts';

// Three times the platform's time-out: nobody else takes a message that may still be on its way.
const LEASE_MS = 30_000;
const BATCH = 20;
const EDIT_ATTEMPTS = 5;

/** Sends what the outbox holds, after commits and at every tick. */
export interface OutboxSender {
  /** There may be something to send. Returns at once; the sending goes on beside. */
  readonly kick: () => void;
  /** Resolves when nothing is being sent. */
  readonly idle: () => Promise<void>;
}

export interface OutboxSenderOptions {
  readonly database: Database;
  readonly send: Send;
  /** The workspace that messages may go to; null while it is not known yet. */
  readonly home: () => Workspace | null;
  /** Real time: leases must not depend on a clock that people move. */
  readonly clock: () => Date;
  readonly log: (level: 'info' | 'warn' | 'error', fields: Readonly<Record<string, unknown>>, message: string) => void;
}

/** One round at a time per process; several processes share the work through SKIP LOCKED. */
export function createOutboxSender(options: OutboxSenderOptions): OutboxSender {
  let running: Promise<void> | null = null;
  let again = false;
  const kick = () => {
    again = true;
    running ??= drain().finally(() => {
      running = null;
      if (again) kick();
    });
  };
  const drain = async () => {
    try {
      while (again) {
        again = false;
        if ((await sendBatch(options)) === BATCH) again = true;
      }
    } catch (error) {
      again = false;
      options.log('error', { error: String(error) }, 'the outbox could not be read');
    }
  };
  return { kick, idle: async () => void (await running) };
}

async function sendBatch({ database, send, home, clock, log }: OutboxSenderOptions): Promise<number> {
  const workspace = home();
  if (workspace === null) return 0;
  const lost = await recover(database, clock());
  if (lost > 0) log('warn', { lost }, 'messages interrupted while sending are unconfirmed');
  const batch = await claim(database, workspace, clock(), LEASE_MS, BATCH);
  await Promise.all(
    batch.map(async (claimed) => {
      const delivery: Delivery = { platform: claimed.platform, placeId: claimed.placeId, blocks: claimed.message as readonly Block[] };
      const result = await send(claimed.previous === null ? delivery : { ...delivery, previous: claimed.previous });
      if (result.type !== 'sent')
        log('warn', { organizationId: claimed.organizationId, outbox: claimed.id, result: result.type }, 'a message was not sent');
      await settle(database, claimed, result, clock());
    }),
  );
  return batch.length;
}

async function settle(database: Database, claimed: ClaimedMessage, result: DeliveryResult, now: Date): Promise<void> {
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  switch (result.type) {
    case 'sent':
      return markSent(database, claimed, result.externalId);
    case 'missing':
      await forgetPosted(database, claimed);
      return markUnsent(database, claimed, claimed.attempt < EDIT_ATTEMPTS ? 'due' : 'failed', 'the message to edit is gone', now);
    case 'limited':
      return markUnsent(database, claimed, 'due', 'rate limited', later(result.seconds));
    case 'ambiguous': {
      // An edit may be repeated, a post never: it could stand there twice.
      const repeat = claimed.previous !== null && claimed.attempt < EDIT_ATTEMPTS;
      return markUnsent(database, claimed, repeat ? 'due' : 'unconfirmed', result.error, later(5 * claimed.attempt));
    }
    case 'failed':
      return markUnsent(database, claimed, 'failed', result.error, now);
    default: {
      const unknown: never = result;
      return unknown;
    }
  }
}
