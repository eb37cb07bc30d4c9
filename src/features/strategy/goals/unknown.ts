import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';

const SEE = 'Type /flow strategy to see what there is.';

/** A theme of another organization and one that never was get this same answer. */
export function unknownTheme(key?: string): Refusal {
  return new Refusal('not_found', key ? `I don't know ${key}.` : say`I don't know that {theme}.`, SEE);
}

/** The same for objectives. */
export function unknownObjective(): Refusal {
  return new Refusal('not_found', say`I don't know that {objective}.`, SEE);
}

/** The same for key results. */
export function unknownKeyResult(key?: string): Refusal {
  return new Refusal('not_found', key ? `I don't know ${key}.` : say`I don't know that {key result}.`, SEE);
}
