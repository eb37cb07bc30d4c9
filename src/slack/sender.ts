import type { Delivery, DeliveryResult, Send } from '../chat/send.ts';
import type { Pace } from '../edge/pace.ts';
import type { SlackClient } from './client.ts';
import { describeError, platformCode } from './describe-error.ts';
import type { Log } from './options.ts';
import { postFailure, refusedBlocks } from './post-failure.ts';
import { drawMessage, type SlackMessage, withoutBlocks } from './render/message.ts';

/** Nothing was sent, so it may be tried again soon. */
const UNSURE_WAIT_SECONDS = 5;

/**
 * The port through which announcements and digests leave: chat.postMessage, or chat.update where there is a message to edit. One try,
 * and a second in words alone when Slack refuses the blocks; nothing else is ever sent twice. What waited for the channel's pace is
 * asked about once more before it goes. Never throws.
 */
export function createSend(client: SlackClient, pace: Pace, log: Log): Send {
  return (delivery) => pace(delivery.placeId, () => deliver(client, delivery, log));
}

async function deliver(client: SlackClient, delivery: Delivery, log: Log): Promise<DeliveryResult> {
  try {
    const message = drawMessage(delivery.blocks);
    const refused = await refusedNow(delivery, log);
    if (refused) return refused;
    try {
      return await call(client, delivery, message);
    } catch (error) {
      if (!refusedBlocks(error)) return postFailure(error);
      // Slack names places in our JSON, never what stands there.
      log.error(
        { error: platformCode(error), at: error.data.response_metadata?.messages?.slice(0, 5) },
        'Slack refused the blocks of a message',
      );
      return await call(client, delivery, withoutBlocks(message)).catch(postFailure);
    }
  } catch (error) {
    log.error(describeError(error), 'A message could not be drawn');
    return { type: 'failed', error: 'not_drawn' };
  }
}

async function refusedNow({ mayGo }: Delivery, log: Log): Promise<DeliveryResult | null> {
  try {
    return mayGo === undefined || (await mayGo()) ? null : { type: 'overtaken' };
  } catch (error) {
    log.error(describeError(error), 'Nobody could say whether a message may go');
    return { type: 'limited', seconds: UNSURE_WAIT_SECONDS };
  }
}

async function call(client: SlackClient, delivery: Delivery, message: SlackMessage): Promise<DeliveryResult> {
  const { placeId: channel, previous } = delivery;
  const answer = await client.apiCall(previous === undefined ? 'chat.postMessage' : 'chat.update', {
    channel,
    ...(previous === undefined ? {} : { ts: previous }),
    ...message,
  });
  const ts = 'ts' in answer && typeof answer.ts === 'string' ? answer.ts : previous;
  // Posted without a name: it cannot be edited later, and posting again would double it.
  return ts === undefined ? { type: 'ambiguous', error: 'no_ts' } : { type: 'sent', externalId: ts };
}
