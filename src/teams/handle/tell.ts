import { paragraph } from '../../chat/block.ts';
import type { Outcome } from '../../chat/outcome.ts';
import { withPlace } from '../base/seal.ts';
import type { Called } from '../connector/call.ts';
import type { Spot } from '../connector/connector.ts';
import type { Turn } from '../parse/turn.ts';
import { messageOf, type Outgoing } from '../render/outgoing.ts';
import type { Deps } from './deps.ts';

/** A message that was posted, so that it can be edited. */
export interface Told {
  readonly spot: Spot;
  readonly activityId: string;
  readonly targeted: boolean;
  readonly where: 'here' | 'direct';
}

/**
 * Says something to the asker alone, by the best way the client has:
 * 1. in the direct chat where it was asked;
 * 2. in the channel, as a message that one person sees;
 * 3. in the direct chat, with the channel on its buttons (seal.ts), when the bot is installed for that person;
 * 4. as a reply that everybody sees; of a secret, that there is one.
 *
 * Only a refusal leads to the next step: after a doubt it may stand there already.
 *
 * @param sealed a place that the buttons must carry on
 * @param secret nobody else may read it (isSecret)
 * @returns null when nothing can be said
 */
export async function tell(deps: Deps, turn: Turn, message: Outgoing, sealed?: string, secret = false): Promise<Told | null> {
  const { connector, caps, seal } = deps;
  const here: Spot = { serviceUrl: turn.serviceUrl, conversationId: turn.conversationId };
  if (turn.direct)
    return told(deps, await connector.post(here, sealed === undefined ? message : withPlace(message, sealed)), here, false, 'here');
  if (caps.targetedMessages) {
    const called = await connector.post(here, message, { only: turn.accountId });
    if (called.type !== 'refused') return told(deps, called, here, true, 'here');
    deps.log.info({ error: called.error }, 'A message for one person was refused; it goes to the direct chat');
  }
  const opened = await connector.openDirect(turn.serviceUrl, {
    userId: turn.accountId,
    botId: turn.botId,
    tenantId: turn.sender.workspaceId,
  });
  if (opened.type === 'done' && opened.id !== undefined) {
    const direct: Spot = { serviceUrl: turn.serviceUrl, conversationId: opened.id };
    const called = await connector.post(direct, withPlace(message, seal.close(turn.sender.place, turn.sender.userId)));
    if (called.type !== 'refused') return told(deps, called, direct, false, 'direct');
  }
  return told(deps, await connector.post(here, secret ? keptBack(deps) : message), here, false, 'here');
}

/** Must it be kept from others who read this conversation? */
export function isSecret(outcome: Outcome, turn: Turn): boolean {
  return !turn.direct && 'secret' in outcome && outcome.secret === true;
}

/** What stands where a secret would be read by others. */
export function keptBack({ caps }: Deps): Outgoing {
  return messageOf([paragraph(ALONE)], caps);
}

const ALONE = 'That is for you alone, and here others read along. Open our own chat and ask me there.';

function told(deps: Deps, called: Called, spot: Spot, targeted: boolean, where: Told['where']): Told | null {
  if (called.type === 'done') return { spot, activityId: called.id ?? '', targeted, where };
  deps.log.error({ result: called.type, error: 'error' in called ? called.error : 'limited' }, 'An answer could not be posted');
  return null;
}
