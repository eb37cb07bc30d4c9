import type { Delivery, DeliveryResult, Send } from '../../chat/send.ts';
import { refusedNow } from '../../edge/may-go.ts';
import type { Pace } from '../../edge/pace.ts';
import type { SlackClient } from '../base/client.ts';
import { describeError, platformCode } from '../base/describe-error.ts';
import type { Log } from '../base/options.ts';
import { drawMessage, type SlackMessage, withoutBlocks } from '../render/message.ts';
import { postFailure, refusedBlocks } from './post-failure.ts';

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
    const refused = await refusedNow(delivery, (error) => log.error(describeError(error), 'Nobody could say whether a message may go'));
    if (refused) return refused;
    try {
      return await call(client, delivery, message);
    } catch (error) {
      if (!refusedBlocks(error)) return postFailure(error);
      // Slack names places in our JSON, never what stands there.
      log.error(
        { error: platformCode(error), at: placesIn(error.data.response_metadata?.messages) },
        'Slack refused the blocks of a message',
      );
      return await call(client, delivery, withoutBlocks(message)).catch(postFailure);
    }
  } catch (error) {
    log.error(describeError(error), 'A message could not be drawn');
    return { type: 'failed', error: 'not_drawn' };
  }
}

/** The places that Slack's answer names, without its sentences. */
function placesIn(messages: readonly string[] = []): string {
  return messages
    .flatMap((one) => /json-pointer:(\/[\w/]{1,100})/.exec(one)?.[1] ?? [])
    .slice(0, 5)
    .join(' ');
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
