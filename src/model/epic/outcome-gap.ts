import { fitsAnyEpic } from './fits-any-epic.ts';

/** Why a written outcome counts as missing all the same (row G6). Stored with the epic, so that every count asks the same. */
export type OutcomeGap = 'says_nothing' | 'after_delivery';

/** An epic as far as its outcome is judged. */
interface Judged {
  readonly title: string;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly finishedAt: Date | null;
}

/**
 * The gap of an epic's outcome after a change: it says nothing, or it was first written once the epic was delivered, when it could no
 * longer guide anything. What is written then counts from the next delivery on.
 *
 * @param before the epic before the change; null when it is new
 * @returns null where the outcome counts, and where there is none
 */
export function outcomeGap(before: Judged | null, after: Omit<Judged, 'outcomeGap'>): OutcomeGap | null {
  if (after.outcome === null) return null;
  if (fitsAnyEpic(after.outcome, after.title)) return 'says_nothing';
  const wasDelivered = before !== null && before.finishedAt !== null && after.finishedAt !== null;
  return wasDelivered && !isOutcomeStated(before) ? 'after_delivery' : null;
}

/** Does the epic state what it hopes for, so that it counts? */
export function isOutcomeStated({ outcome, outcomeGap: gap }: Pick<Judged, 'outcome' | 'outcomeGap'>): boolean {
  return outcome !== null && outcome.trim() !== '' && gap === null;
}
