import { describeError } from './base/describe-error.ts';
import type { Log, Reference, References } from './base/options.ts';
import type { Activity } from './guard/activity.ts';
import { comingOf } from './handle/install.ts';
import { turnOf, withoutThread } from './parse/turn.ts';

/** Runs what answers an activity, and keeps where it came from, or forgets it when the bot was taken out. */
export type Remember = (activity: Activity, answer: () => Promise<void>) => Promise<void>;

/**
 * Messages that nobody asked for need an address, and the newest that a verified request brought is the right one (RELIABILITY F-45).
 * Kept before the answer, which may announce something, and once more after it when the tenant was not known before.
 */
export function createRemember(references: References, tenantId: string, anonymous: boolean, log: Log): Remember {
  return async (activity, answer) => {
    const at = activity.timestamp ? new Date(activity.timestamp) : new Date();
    const keep = async () => {
      try {
        return await references.keep(referenceOf(activity, tenantId, anonymous), at);
      } catch (error) {
        log.error(describeError(error), 'Where an activity came from could not be kept');
        return true;
      }
    };
    if (comingOf(activity) === 'went') {
      await references.forget(tenantId, withoutThread(activity.conversation.id), at);
      return answer();
    }
    const kept = await keep();
    await answer();
    if (!kept) await keep();
  };
}

function referenceOf(activity: Activity, tenantId: string, anonymous: boolean): Reference {
  const { sender, direct, serviceUrl, botId } = turnOf(activity, tenantId, anonymous);
  return { conversationId: sender.place.externalId, serviceUrl, tenantId, aadObjectId: direct ? sender.userId : '', botId };
}
