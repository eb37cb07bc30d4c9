import { Refusal } from '../../../model/rights/refusal.ts';

/** A key of another organization and one that never was get this same answer. */
export function unknownDecision(key: string): Refusal {
  return new Refusal('not_found', `I don't know ${key}.`, 'Type /flow decisions to see what there is.');
}
