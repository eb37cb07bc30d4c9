import { describeError } from '../base/describe-error.ts';
import type { Activity } from '../guard/activity.ts';
import type { Turn } from '../parse/turn.ts';
import { messageOf } from '../render/outgoing.ts';
import type { Deps } from './deps.ts';

/**
 * Greets where the bot was just installed: in the direct chat with its page, in a channel or a group chat with what this place is to the
 * bot, for all to see. Once, as an install is said once. Never throws.
 */
export async function onInstallation(deps: Deps, turn: Turn): Promise<void> {
  if (comingOf(turn.activity) !== 'came') return;
  const { chat, connector, caps } = deps;
  try {
    const outcome = turn.direct
      ? await chat({ type: 'home', sender: turn.sender, asMessage: true })
      : await chat({ type: 'command', sender: turn.sender, deliveryId: turn.deliveryId, text: '' });
    if (!('blocks' in outcome)) return;
    const spot = { serviceUrl: turn.serviceUrl, conversationId: turn.conversationId };
    await connector.post(spot, messageOf(outcome.blocks, caps));
  } catch (error) {
    deps.log.error(describeError(error), 'A welcome could not be said');
  }
}

/**
 * What an activity says of the bot itself: it came, it went, or neither. Teams tells of an install twice, as `installationUpdate` and as
 * a member that was added; the first alone counts, or the bot would greet twice. An upgrade (`add-upgrade`) is no install.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events#installation-update-event
 */
export function comingOf(activity: Activity): 'came' | 'went' | null {
  if (activity.type === 'installationUpdate') return activity.action === 'remove' ? 'went' : activity.action === 'add' ? 'came' : null;
  if (activity.type === 'conversationUpdate' && names(activity.membersRemoved, activity.recipient.id)) return 'went';
  return null;
}

function names(members: unknown, id: string): boolean {
  return Array.isArray(members) && members.some((one: unknown) => typeof one === 'object' && one !== null && 'id' in one && one.id === id);
}
