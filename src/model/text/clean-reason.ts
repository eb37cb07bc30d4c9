import { saysNothing } from './says-nothing.ts';
import { cleanLine, REASON_LIMIT } from './text.ts';

/**
 * A reason of one line as it is stored; '' where it says nothing ("-", "n/a"), so that it is asked for like one that was left out.
 *
 * @param name what the person calls the text, e.g. "The reason"
 * @throws Refusal invalid_input when it is too long or cannot be stored
 */
export function cleanReason(text: string, name: string): string {
  const cleaned = cleanLine(text, REASON_LIMIT, name);
  return saysNothing(cleaned) ? '' : cleaned;
}
