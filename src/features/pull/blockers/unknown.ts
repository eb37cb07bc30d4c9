import { Refusal } from '../../../model/rights/refusal.ts';

/** A blocker of another organization and one that never was get this same answer. */
export function unknownBlocker(): Refusal {
  return new Refusal('not_found', "I don't know that blocker.", 'Type /flow blockers to see what there is.');
}
