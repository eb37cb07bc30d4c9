import { z } from 'zod';
import { Refusal } from '../model/rights/refusal.ts';

// We do not trust what a platform hands in for a field: each rule refuses what no form of ours could have sent.

function refuseShape(): never {
  throw new Refusal('invalid_input', 'This answer came in a shape that the form does not know.', 'Open the form again.');
}

/** Text as typed; empty for none. */
export function asText(raw: unknown): string {
  if (raw === null || raw === undefined) return '';
  if (typeof raw !== 'string') refuseShape();
  return raw;
}

/** Ids or values; empty for none. */
export function asList(raw: unknown): string[] {
  if (raw === null || raw === undefined) return [];
  if (!Array.isArray(raw) || raw.some((one) => typeof one !== 'string')) refuseShape();
  return raw as string[];
}

/** Ids and keys are short and plain; what the database could not even compare was found nowhere. */
export function asFound(value: string): string {
  if (value.length > 100 || value.includes('\u0000') || !value.isWellFormed())
    throw new Refusal('invalid_input', 'That is not in the list.', 'Pick one of it.');
  return value;
}

/** Platforms hand in member ids; whatever else comes was not picked from a list of people. */
export function asPerson(id: string): string {
  if (!z.uuid().safeParse(id).success) throw new Refusal('invalid_input', "I don't know this person.", 'Pick somebody from the list.');
  return id;
}

/** Only a tick, or none, gets past it. */
export function refuseTick(text: string): false {
  if (text === '' || text === 'false') return false;
  refuseShape();
}
