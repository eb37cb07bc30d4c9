import type { Sender } from '../../chat/request.ts';
import type { Activity } from '../guard/activity.ts';

/** One activity in our words: who, where, and where answers go. */
export interface Turn {
  readonly activity: Activity;
  readonly sender: Sender;
  /** With the thread, in a channel. */
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** The person's account as the connector knows it (`29:…`). */
  readonly accountId: string;
  /** Two deliveries of one activity carry the same. */
  readonly deliveryId: string;
  /** The message in which a button was pressed. */
  readonly pressedIn: string | undefined;
  /** Nobody else reads this conversation. */
  readonly direct: boolean;
}

/**
 * @param tenantId ours: what the activity says of it was compared with it before
 * @param anonymous a local client, whose people may have no Entra object id
 */
export function turnOf(activity: Activity, tenantId: string, anonymous: boolean): Turn {
  const { conversation, from, recipient, serviceUrl } = activity;
  // Teams always names the type; of the local client's conversations some have only this.
  const direct = conversation.conversationType ? conversation.conversationType === 'personal' : conversation.isGroup !== true;
  const placeId = withoutThread(conversation.id);
  return {
    activity,
    conversationId: conversation.id,
    serviceUrl,
    botId: recipient.id,
    accountId: from.id,
    deliveryId: `${conversation.id}:${activity.id ?? ''}`,
    pressedIn: activity.replyToId ?? undefined,
    direct,
    sender: {
      platform: 'teams',
      workspaceId: tenantId,
      // Only an Entra object id names a person; the local client has people without one.
      userId: (from.aadObjectId || (anonymous ? from.id : '')).toLowerCase(),
      userName: from.name ?? '',
      place: { externalId: placeId, name: placeName(activity, direct), kind: direct ? 'direct' : 'channel' },
    },
  };
}

/** A reply in a channel names its thread; the place is the channel. */
export function withoutThread(conversationId: string): string {
  return conversationId.replace(/;messageid=.*$/u, '');
}

function placeName({ channelData, conversation }: Activity, direct: boolean): string {
  if (direct) return '';
  const channel = channelData?.channel;
  const name = typeof channel === 'object' && channel !== null && 'name' in channel ? channel.name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 200) : (conversation.name ?? '').slice(0, 200);
}
