import { z } from 'zod';
import { paragraph } from '../../chat/block.ts';
import { LATE, within } from '../../edge/within.ts';
import { withPlace } from '../base/seal.ts';
import { readPressed } from '../parse/carried.ts';
import type { Turn } from '../parse/turn.ts';
import { CARD_TYPE, messageOf, type Outgoing } from '../render/outgoing.ts';
import { type Asked, ask } from './ask.ts';
import type { Deps } from './deps.ts';
import { MOMENT, momentBlocks } from './moment.ts';
import { drawSafely, replace, showByMessages } from './show.ts';
import { isSecret, keptBack, type Told, tell } from './tell.ts';

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
export interface ExecuteAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: Record<string, unknown>;
}

const schema = z.object({ action: z.object({ data: z.unknown() }) });

/**
 * Answers a universal action. What takes the card's place is the answer itself, seen at once by the one who pressed; the message is
 * edited beside it, because for everybody else, and after a while, the message is what counts. What stands beside the card is posted.
 * Clients wait about five seconds. Never throws.
 */
export async function onExecute(deps: Deps, turn: Turn, value: unknown): Promise<ExecuteAnswer> {
  const data = schema.safeParse(value).data?.action.data;
  const work = ask(deps, turn, data);
  const first = await within(work, deps.timing.answer);
  if (first !== LATE) return show(deps, turn, first);
  void deps.inFlight.track(work.then((asked) => showByMessages(deps, turn, asked)));
  const pressed = readPressed(data);
  return pressed && !('act' in pressed.carried) ? card(messageOf(momentBlocks, deps.caps)) : words(MOMENT);
}

async function show(deps: Deps, turn: Turn, { outcome, sealed, ofForm }: Asked): Promise<ExecuteAnswer> {
  const drawn = await drawSafely(deps, turn, outcome);
  if (drawn === null) return words('');
  const message = sealed === undefined ? drawn : withPlace(drawn, sealed);
  // Not edited: while the form stays, what is typed into it must not be taken away by a late edit.
  if (outcome.type === 'errors') return card(message);
  const secret = isSecret(outcome, turn);
  if ((ofForm && !secret) || outcome.type === 'update' || outcome.type === 'home') {
    void deps.inFlight.track(replace(deps, turn, message, undefined));
    return card(message);
  }
  // A repeat was answered before; its answer is told again in words, and does not stand there twice.
  if ('replayed' in outcome && outcome.replayed) return words(message.summary);
  const told = await within(deps.inFlight.track(tell(deps, turn, drawn, sealed, secret)), deps.timing.tell);
  if (!ofForm) return words(told === LATE ? MOMENT : told === null ? message.summary : whereabouts(told));
  // A form that brought a secret: it is spent, and others may read the message it stood in.
  const spent = told === null ? keptBack(deps) : messageOf([paragraph(told === LATE ? FOR_YOU : whereabouts(told))], deps.caps);
  void deps.inFlight.track(replace(deps, turn, spent, undefined));
  return card(spent);
}

const FOR_YOU = 'The answer comes to you alone.';

function whereabouts({ where }: Told): string {
  return where === 'direct' ? 'I answered in our direct chat.' : 'Answered below.';
}

function card(message: Outgoing): ExecuteAnswer {
  return { statusCode: 200, type: CARD_TYPE, value: message.attachments[0].content as unknown as Record<string, unknown> };
}

// The SDK types the value as an object; of a message it is the text.
function words(text: string): ExecuteAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text as unknown as Record<string, unknown> };
}
