import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Block } from '../chat/block.ts';
import type { Delivery, DeliveryResult } from '../chat/send.ts';
import { type ClaimedMessage, recover, type Workspace } from '../database/messages/outbox.ts';
import { begin } from '../database/messages/outbox-begin.ts';
import { claimNext } from '../database/messages/outbox-claim.ts';
import { untilNext } from '../database/messages/outbox-next.ts';
import { createBell } from './bell.ts';
import type { OutboxSenderOptions } from './options.ts';
import { settle } from './settle.ts';

const LEASE_MS = 30_000;
const PACE_MS = 1_000;
/** Places that are written to at the same time. */
const AT_ONCE = 8;
/** What waits no longer than this only waits for its turn; what waits longer was put off. */
const TURN_MS = 1_500;
/** A wait is looked at anew after this, because timers do not know of clocks that were moved. */
const LONGEST_SLEEP_MS = 60_000;
/** Between two tries to write down what became of a message. */
const SETTLE_AGAIN_MS = [100, 500, 2_000];

/** Sends what the outbox holds, after commits, when a wait is over, and at every tick. */
export interface OutboxSender {
  /** There may be something to send. Returns at once; the sending goes on beside. */
  readonly kick: () => void;
  /** Resolves when nothing is being sent, or waits only for its turn. */
  readonly idle: () => Promise<void>;
  /** Begins nothing more. Resolves when the messages at hand are done; what waits is left to the next process. */
  readonly stop: () => Promise<void>;
}

/**
 * The one way out for messages that nobody waits for: claim, lease, fence. A message is claimed when its turn has come, marked as begun
 * immediately before the call, and settled after it. So a process that dies leaves at most the calls it had open in doubt. Turns, waits
 * and refused tokens are rows, which all processes of a workspace share.
 */
export function createOutboxSender(options: OutboxSenderOptions): OutboxSender {
  const open = new Set<Promise<void>>();
  const bell = createBell();
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let [again, stopping] = [false, false];

  const kick = () => {
    if (stopping) return;
    clearTimeout(timer);
    again = true;
    bell.ring();
    running ??= run().finally(() => {
      running = null;
      if (again) kick();
    });
  };
  const start = (home: Workspace, claimed: ClaimedMessage) => {
    const work = deliver(options, home, claimed, () => stopping).finally(() => {
      open.delete(work);
      bell.ring();
    });
    open.add(work);
  };
  const run = async () => {
    try {
      for (;;) {
        again = false;
        const left = stopping ? null : await sendDue(options, open, start);
        if (open.size === 0 && (left === null || left > TURN_MS)) {
          if (left !== null) timer = setTimeout(kick, Math.min(left, LONGEST_SLEEP_MS)).unref();
          return;
        }
        if (!again) await bell.wait(Math.min(left ?? LONGEST_SLEEP_MS, LONGEST_SLEEP_MS));
      }
    } catch (error) {
      again = false;
      options.log('error', { error }, 'the outbox could not be read');
      await Promise.allSettled(open);
    }
  };
  const idle = async () => {
    while (running) await running;
  };
  return {
    kick,
    idle,
    stop: async () => {
      stopping = true;
      again = false;
      clearTimeout(timer);
      bell.ring();
      await idle();
    },
  };
}

/** Begins all that may go now. @returns how long until the next may, in ms; null: nothing waits, or there is no hand free */
async function sendDue(
  options: OutboxSenderOptions,
  open: ReadonlySet<unknown>,
  start: (home: Workspace, claimed: ClaimedMessage) => void,
): Promise<number | null> {
  const { database, clock, leaseMs = LEASE_MS } = options;
  const at = () => clock?.() ?? null;
  const homes = options.homes();
  if (homes.length === 0) return null;
  const lost = await recover(database, at());
  if (lost > 0) options.log('warn', { lost }, 'messages interrupted while sending are unconfirmed');
  const waits: number[] = [];
  for (const home of homes) {
    for (;;) {
      if (open.size >= AT_ONCE) return null;
      const claimed = await claimNext(database, home, at(), leaseMs);
      if (claimed === null) break;
      start(home, claimed);
    }
    const wait = await untilNext(database, home, at());
    if (wait !== null) waits.push(wait);
  }
  return waits.length === 0 ? null : Math.min(...waits);
}

/** Never throws. */
async function deliver(options: OutboxSenderOptions, home: Workspace, claimed: ClaimedMessage, stopping: () => boolean): Promise<void> {
  const { database, send, clock, log, paceMs = {}, leaseMs = LEASE_MS } = options;
  const fields = { organizationId: claimed.organizationId, outbox: claimed.id, platform: claimed.platform };
  const timing = { leaseMs, paceMs: paceMs[home.platform] ?? PACE_MS };
  const delivery: Delivery = {
    platform: claimed.platform,
    placeId: claimed.placeId,
    blocks: claimed.message as readonly Block[],
    mayGo: async () => !stopping() && (await begin(database, home, claimed, clock?.() ?? null, timing)),
  };
  try {
    const result = await send(claimed.previous === null ? delivery : { ...delivery, previous: claimed.previous });
    if (result.type !== 'sent') log('warn', { ...fields, place: hashOf(claimed.placeId), ...described(result) }, 'a message was not sent');
    await settleSurely(options, home, claimed, result);
  } catch (error) {
    log('error', { ...fields, error }, 'what became of a message could not be written down');
  }
}

/** A database that is away for a moment must not make a message that was sent one of which nobody knows. */
async function settleSurely(options: OutboxSenderOptions, home: Workspace, claimed: ClaimedMessage, result: DeliveryResult): Promise<void> {
  for (const ms of SETTLE_AGAIN_MS) {
    try {
      return await settle(options, home, claimed, result);
    } catch {
      // The last try's error is the one that is told.
      await sleep(ms);
    }
  }
  return settle(options, home, claimed, result);
}

function described(result: DeliveryResult): Readonly<Record<string, unknown>> {
  return { result: result.type, ...('error' in result ? { code: result.error } : {}) };
}

/** Enough to see that it is the same place again, and to find it by whoever knows the place; never what it is called. */
function hashOf(placeId: string): string {
  return createHash('sha256').update(placeId).digest('hex').slice(0, 12);
}
