import type { Outcome } from '../../chat/outcome.ts';
import { LATE, within } from '../../edge/within.ts';
import type { Turn } from '../parse/turn.ts';
import { wordsOf } from '../parse/words.ts';
import { messageOf } from '../render/outgoing.ts';
import { ask } from './ask.ts';
import { broken } from './broken.ts';
import type { Deps } from './deps.ts';
import { momentBlocks } from './moment.ts';
import { amend, drawSafely, showByMessages } from './show.ts';
import { isSecret, tell } from './tell.ts';

/**
 * Answers a message: words, or a button of a client that knows no universal actions. The answer is a message of its own, and the
 * connector is told "taken" after it, so that a crash before makes it ask again. What is not ready in time is announced and follows.
 * Never throws.
 */
export async function onMessage(deps: Deps, turn: Turn): Promise<void> {
  const { value } = turn.activity;
  if (typeof value === 'object' && value !== null) return onSubmitted(deps, turn, value);
  const work = answer(deps, turn);
  const first = await within(work, deps.timing.answer);
  if (first !== LATE) {
    const message = await drawSafely(deps, turn, first);
    if (message !== null) await tell(deps, turn, message, undefined, isSecret(first, turn));
    return;
  }
  const waiting = await tell(deps, turn, messageOf(momentBlocks, deps.caps));
  const later = async () => {
    const outcome = await work;
    const message = await drawSafely(deps, turn, outcome);
    if (message === null) return;
    const secret = isSecret(outcome, turn);
    if (waiting === null) await tell(deps, turn, message, undefined, secret);
    else await amend(deps, waiting, message, secret);
  };
  void deps.inFlight.track(later());
}

/** Never throws. */
async function answer(deps: Deps, turn: Turn): Promise<Outcome> {
  try {
    const text = wordsOf(turn.activity);
    if (text === null) return { type: 'nothing' };
    // Teams has no page of a bot's own, so the direct chat stands for it.
    if (turn.direct && /^home$/iu.test(text)) return await deps.chat({ type: 'home', sender: turn.sender, asMessage: true });
    return await deps.chat({ type: 'command', sender: turn.sender, deliveryId: turn.deliveryId, text });
  } catch (error) {
    return broken(error, 'message', deps.log);
  }
}

async function onSubmitted(deps: Deps, turn: Turn, value: object): Promise<void> {
  const work = ask(deps, turn, value);
  if ((await within(work, deps.timing.answer)) === LATE) {
    void deps.inFlight.track(work.then((asked) => showByMessages(deps, turn, asked)));
    return;
  }
  await showByMessages(deps, turn, await work);
}
