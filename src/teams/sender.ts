import type { Delivery, DeliveryResult, Send } from '../chat/send.ts';
import { refusedNow } from '../edge/may-go.ts';
import type { CardCapabilities } from './base/capabilities.ts';
import { describeError } from './base/describe-error.ts';
import type { Log, Reference, References } from './base/options.ts';
import type { Called } from './connector/call.ts';
import type { Connector } from './connector/connector.ts';
import { messageOf } from './render/outgoing.ts';

export interface SendOptions {
  readonly connector: Connector;
  readonly references: References;
  readonly tenantId: string;
  readonly caps: CardCapabilities;
  readonly log: Log;
  readonly now: () => number;
}

/** The bot was taken out of the conversation, or that is gone: it is forgotten until somebody there speaks to the bot again. */
const GONE: ReadonlySet<string> = new Set(['BotNotInConversationRoster', 'BotDisabledByAdmin', 'ConversationNotFound']);
const MESSAGE_GONE: ReadonlySet<string> = new Set(['ActivityNotFoundInConversation', 'MessageNotFound']);
const UNKNOWN_YET_SECONDS = 5;
/** What was seen carries Microsoft's time, which may be ahead of ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * The port through which announcements leave: a new message in a conversation where the bot was seen, or an edit of one that stands
 * there. A place is a conversation, or a person by Entra object id, whose direct chat is opened when there is none. One try each; the
 * outbox repeats what may be repeated. Never throws.
 */
export function createSend(options: SendOptions): Send {
  return async (delivery) => {
    try {
      return await deliver(options, delivery);
    } catch (error) {
      options.log.error(describeError(error), 'A message could not be drawn or addressed');
      return { type: 'failed', error: 'not_drawn' };
    }
  };
}

async function deliver(options: SendOptions, delivery: Delivery): Promise<DeliveryResult> {
  const { connector, references, tenantId, caps, log } = options;
  const { placeId, blocks, previous } = delivery;
  const message = messageOf(blocks, caps);
  const spot = (await references.find(tenantId, placeId)) ?? (await open(options, placeId));
  if ('type' in spot) return spot;
  const refused = await refusedNow(delivery, (error) => log.error(describeError(error), 'Nobody could say whether a message may go'));
  if (refused) return refused;
  const called =
    previous === undefined
      ? await connector.post(spot, message, { tries: 1 })
      : await connector.edit(spot, previous, message, { tries: 1 });
  if (called.type === 'refused' && GONE.has(called.error))
    await references.forget(tenantId, spot.conversationId, new Date(options.now() + CLOCKS_DIFFER_MS));
  return resultOf(called, previous);
}

/** Where nobody spoke to the bot yet. Only a person can be written to without having been seen. */
async function open({ connector, references, tenantId }: SendOptions, placeId: string): Promise<Reference | DeliveryResult> {
  const any = await references.any(tenantId);
  // The first request of a tenant is still being handled: where it came from is not stored yet.
  if (any === null) return { type: 'later', seconds: UNKNOWN_YET_SECONDS };
  if (placeId.includes(':')) return { type: 'failed', error: 'not_installed' };
  const opened = await connector.openDirect(any.serviceUrl, { userId: placeId, botId: any.botId, tenantId });
  if (opened.type !== 'done') return opened.type === 'ambiguous' ? { type: 'later', seconds: UNKNOWN_YET_SECONDS } : resultOf(opened);
  if (opened.id === undefined) return { type: 'failed', error: 'no_conversation' };
  return { ...any, conversationId: opened.id, aadObjectId: placeId };
}

function resultOf(called: Called, previous?: string): DeliveryResult {
  switch (called.type) {
    case 'done': {
      const id = called.id ?? previous;
      // Posted without a name: it cannot be edited later, and posting again would double it.
      return id === undefined ? { type: 'ambiguous', error: 'no_id' } : { type: 'sent', externalId: id };
    }
    case 'limited':
    case 'later':
    case 'ambiguous':
      return called;
    case 'refused':
      if (called.status === 401) return { type: 'suspended', error: called.error };
      if (previous !== undefined && (MESSAGE_GONE.has(called.error) || (called.status === 404 && !GONE.has(called.error))))
        return { type: 'missing' };
      return { type: 'failed', error: called.error };
    default: {
      const unknown: never = called;
      return unknown;
    }
  }
}
