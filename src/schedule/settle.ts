import type { DeliveryResult } from '../chat/send.ts';
import { suspendedView } from '../chat/suspended.ts';
import {
  type ClaimedMessage,
  forgetPosted,
  markSent,
  markUnsent,
  release,
  type Workspace,
  writeOnce,
} from '../database/messages/outbox.ts';
import { putOff } from '../database/messages/outbox-limit.ts';
import { suspend } from '../database/messages/suspension.ts';
import type { OutboxSenderOptions } from './options.ts';

/** An edit does no harm when it is repeated: three times (RELIABILITY F-41). */
const EDIT_ATTEMPTS = 4;
/** Where a platform asks for no longer, the wait doubles up to this. */
const LONGEST_DOUBLED_SECONDS = 60;

/** Writes down what became of a message. */
export async function settle(
  options: OutboxSenderOptions,
  home: Workspace,
  claimed: ClaimedMessage,
  result: DeliveryResult,
): Promise<void> {
  const { database } = options;
  const at = options.clock?.() ?? null;
  switch (result.type) {
    case 'sent':
      return markSent(database, claimed, result.externalId);
    case 'missing':
      await forgetPosted(database, claimed);
      return markUnsent(database, claimed, claimed.attempt < EDIT_ATTEMPTS ? 'due' : 'failed', 'the message to edit is gone', at);
    case 'limited': {
      const seconds = Math.max(result.seconds, Math.min(2 ** (claimed.attempt - 1), LONGEST_DOUBLED_SECONDS));
      const state = await putOff(database, claimed, at, seconds);
      const fields = { organizationId: claimed.organizationId, outbox: claimed.id, platform: home.platform };
      if (state === 'failed') options.log('error', fields, 'a message was given up: the platform said “too many” for 15 minutes');
      return;
    }
    case 'later':
      return markUnsent(database, claimed, 'due', 'not now', at, result.seconds);
    case 'ambiguous': {
      // An edit may be repeated, a post never: it could stand there twice.
      const repeat = claimed.previous !== null && claimed.attempt < EDIT_ATTEMPTS;
      return markUnsent(database, claimed, repeat ? 'due' : 'unconfirmed', result.error, at, 5 * claimed.attempt);
    }
    case 'overtaken':
      // Whoever took it back decided what becomes of it; if nobody did, it is due again.
      return release(database, claimed);
    case 'suspended':
      return stopFor(options, home, claimed, result.error);
    case 'failed':
      return markUnsent(database, claimed, 'failed', result.error, at);
    default: {
      const unknown: never = result;
      return unknown;
    }
  }
}

/** Once per token, by whichever process finds out first: nothing more is sent, and the admins hear of it where they can. */
async function stopFor(options: OutboxSenderOptions, home: Workspace, claimed: ClaimedMessage, code: string): Promise<void> {
  const at = options.clock?.() ?? null;
  const admins = await suspend(options.database, home, claimed, code, at);
  if (admins === null) return;
  const { organizationId } = claimed;
  options.log('error', { organizationId, platform: home.platform, code }, 'the platform refuses our token: nothing is sent there any more');
  const now = at ?? new Date();
  for (const { platform, externalUser } of admins) {
    const subject = `suspended:${home.platform}:${now.toISOString()}:${externalUser}`;
    const blocks = suspendedView(home.platform, code);
    await writeOnce(options.database, organizationId, { platform, placeId: externalUser }, { subject, blocks }, now);
  }
}
