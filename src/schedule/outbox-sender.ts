import type { Block } from '../chat/block.ts';
import type { Delivery, DeliveryResult, Send } from '../chat/send.ts';
import type { Database } from '../database/connection/database.ts';
import {
  type ClaimedMessage,
  claim,
  forgetPosted,
  markSent,
  markUnsent,
  recover,
  renew,
  type Workspace,
} from '../database/messages/outbox.ts';

// Three times the platform's time-out: nobody else takes a message that may still be on its way. Messages to one place wait for each
// other, so the lease of all that wait is renewed with every one that goes out.
const LEASE_MS = 30_000;
const BATCH = 20;
/** An edit does no harm when it is repeated: three times (RELIABILITY F-41). */
const EDIT_ATTEMPTS = 4;

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
  /** The workspaces that messages may go to, one per platform; those that are not known yet are missing. */
  readonly homes: () => readonly Workspace[];
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

/** @returns how many the fullest workspace had: a whole batch means that there may be more */
async function sendBatch(options: OutboxSenderOptions): Promise<number> {
  const homes = options.homes();
  if (homes.length === 0) return 0;
  const lost = await recover(options.database, options.clock());
  if (lost > 0) options.log('warn', { lost }, 'messages interrupted while sending are unconfirmed');
  return Math.max(...(await Promise.all(homes.map((home) => sendOf(options, home)))));
}

async function sendOf({ database, send, clock, log }: OutboxSenderOptions, home: Workspace): Promise<number> {
  const batch = await claim(database, home, clock(), leaseFrom(clock()), BATCH);
  const waiting = new Set(batch);
  await Promise.all(
    batch.map(async (claimed) => {
      const delivery: Delivery = {
        platform: claimed.platform,
        placeId: claimed.placeId,
        blocks: claimed.message as readonly Block[],
        mayGo: async () => (await renew(database, [...waiting], leaseFrom(clock()))).has(claimed.id),
      };
      const result = await send(claimed.previous === null ? delivery : { ...delivery, previous: claimed.previous });
      if (result.type !== 'sent')
        log('warn', { organizationId: claimed.organizationId, outbox: claimed.id, result: result.type }, 'a message was not sent');
      await settle(database, claimed, result, clock());
      waiting.delete(claimed);
    }),
  );
  return batch.length;
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
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
    case 'overtaken':
      // Whoever took it back decided what becomes of it.
      return;
    case 'failed':
      return markUnsent(database, claimed, 'failed', result.error, now);
    default: {
      const unknown: never = result;
      return unknown;
    }
  }
}
