import { Refusal } from '../model/rights/refusal.ts';
import { saysNothing } from '../model/text/says-nothing.ts';
import { isLegible, REASON_LIMIT, type TextLimit } from '../model/text/text.ts';
import { asText } from './raw-answer.ts';

/** A label that asks is quoted, so that the sentence around it can be read. */
export function asName(label: string): string {
  return label.endsWith('?') ? `“${label}”` : label;
}

/** What was typed into a field of figures or a date; empty when there is nothing to read. */
export function typedIn(raw: unknown): string {
  const typed = asText(raw).trim();
  return isLegible(typed) ? typed : '';
}

/** @throws Refusal of an answer that is missing */
export function refuseEmpty(label: string): never {
  throw new Refusal('invalid_input', label.endsWith('?') ? `“${label}” needs an answer.` : `${label} is needed.`);
}

/** What is asked in words, such as a reason, is asked again where the answer is only dashes, "n/a" or the like. */
export function refuseUnsaid(said: string, limit: TextLimit, label: string): string {
  if (limit !== REASON_LIMIT || !saysNothing(said)) return said;
  throw new Refusal('invalid_input', `${asName(label)} needs a few words: “${said}” says nothing to whoever reads it later.`);
}

/** @throws Refusal of a link that others may not follow, with the rule that says so */
export function refuseLink(typed: string, wrong: string | null): string {
  if (wrong !== null) throw new Refusal('invalid_input', wrong);
  return typed;
}
