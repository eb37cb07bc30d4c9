import type { Outcome } from '../../chat/outcome.ts';
import { describeError } from '../base/describe-error.ts';
import { withPlace } from '../base/seal.ts';
import type { Turn } from '../parse/turn.ts';
import { cardMessage, messageOf, type Outgoing } from '../render/outgoing.ts';
import type { Asked } from './ask.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { formCard } from './draw.ts';
import { isSecret, keptBack, type Told, tell } from './tell.ts';

/** An answer as a message; null when nothing is to be seen. */
export async function drawOutcome(deps: Deps, turn: Turn, outcome: Outcome): Promise<Outgoing | null> {
  switch (outcome.type) {
    case 'message':
    case 'update':
    case 'home':
      return messageOf(outcome.blocks, deps.caps);
    case 'form':
    case 'errors':
      return cardMessage(outcome.view.title, await formCard(deps, turn, outcome.view, 'chat'));
    case 'nothing':
    case 'said':
    case 'options':
      return null;
    default: {
      const unknown: never = outcome;
      return unknown;
    }
  }
}

/** The same, and never throws: what cannot be drawn is told in words. */
export async function drawSafely(deps: Deps, turn: Turn, outcome: Outcome): Promise<Outgoing | null> {
  try {
    return await drawOutcome(deps, turn, outcome);
  } catch (error) {
    return messageOf(broken(error, 'drawing', deps.log).blocks, deps.caps);
  }
}

/**
 * Shows what came of a button by messages of our own: for clients that do not wait for the answer of a press, and when that took too
 * long. In place of the card where the answer says so, else beside it, for the one who pressed.
 */
export async function showByMessages(deps: Deps, turn: Turn, { outcome, sealed, ofForm }: Asked): Promise<void> {
  try {
    const message = await drawSafely(deps, turn, outcome);
    if (message === null) return;
    const secret = isSecret(outcome, turn);
    const inPlace = ofForm || outcome.type === 'update' || outcome.type === 'home' || outcome.type === 'errors';
    if (inPlace && !secret && (await replace(deps, turn, message, sealed))) return;
    await tell(deps, turn, message, sealed, secret);
  } catch (error) {
    deps.log.error(describeError(error), 'What came of a button could not be shown');
  }
}

/** Puts a message in the place of the one whose button was pressed, for all who see it. @returns whether it stands there */
export async function replace(deps: Deps, turn: Turn, message: Outgoing, sealed: string | undefined): Promise<boolean> {
  if (turn.pressedIn === undefined) return false;
  const spot = { serviceUrl: turn.serviceUrl, conversationId: turn.conversationId };
  const sent = sealed === undefined ? message : withPlace(message, sealed);
  const called = await deps.connector.edit(spot, turn.pressedIn, sent);
  // What only one person sees is edited at an address of its own; nobody says which of the two a message is.
  if (called.type !== 'refused' || turn.direct || !deps.caps.targetedMessages) return called.type === 'done';
  return (await deps.connector.edit(spot, turn.pressedIn, sent, { targeted: true })).type === 'done';
}

/** Puts an answer in the place of what was told before; a secret only where nobody else reads it. */
export async function amend(deps: Deps, told: Told, message: Outgoing, secret: boolean): Promise<void> {
  const isPublic = told.where === 'here' && !told.targeted;
  await deps.connector.edit(told.spot, told.activityId, secret && isPublic ? keptBack(deps) : message, { targeted: told.targeted });
}
