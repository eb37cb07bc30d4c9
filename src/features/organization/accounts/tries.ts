import type { ActionContract } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { date } from '../../../chat/span.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Write } from '../../kit/access.ts';
import { CODE_MINUTES, readCode } from './code.ts';
import { countTry, lockMembers, readTries } from './store.ts';

const TRIES = 5;
const MINUTE_MS = 60_000;

/**
 * What was typed as a code, if the asker may still try one. A refusal would roll back the count, so too many tries are answered
 * with a message.
 *
 * @returns the code, or what to answer instead
 * @throws Refusal invalid_input for what cannot be a code
 */
export async function readTriedCode(context: Write, typed: string): Promise<{ readonly code: string } | { readonly said: Block[] }> {
  const code = readCode(typed);
  if (code === undefined)
    throw new Refusal('invalid_input', 'That is not a code. A code looks like KXRP-7429-MRSH.', 'Copy it whole and send it again.');
  const { db, asker } = context;
  await lockMembers(db, [asker.memberId]);
  const tries = await readTries(db, asker.memberId, windowStart(context));
  if (tries === undefined || tries.tries < TRIES) return { code };
  const again = new Date(tries.since.getTime() + CODE_MINUTES * MINUTE_MS);
  return { said: [paragraph('Five codes did not work, so I take no more until ', date(again, 'time'), '.')] };
}

/** Counts a code that opens nothing. What is said does not tell whether it was ever a code, for whom, or until when. */
export async function refuseCode(context: Write, enter: ActionContract<Record<string, never>>): Promise<Block[]> {
  await countTry(context.db, context.asker.memberId, context.now, windowStart(context));
  return [
    paragraph(`That code does not work. A code is good for ${CODE_MINUTES} minutes and for one use; get a fresh one and type it here.`),
    buttons(button('Type another', enter, {})),
  ];
}

function windowStart({ now }: Write): Date {
  return new Date(now.getTime() - CODE_MINUTES * MINUTE_MS);
}
