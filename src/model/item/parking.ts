/** Why something is parked: one word for the sorting; the sentence beside it is what people read. */
export const PARK_REASONS = ['not_worth_it', 'too_early', 'duplicate', 'no_fit', 'no_capacity', 'other'] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** The reason codes in words, as they stand in a list of choices and in a sentence. */
export const PARK_REASON_NAMES: Readonly<Record<ParkReason, string>> = {
  not_worth_it: 'not worth it',
  too_early: 'too early',
  duplicate: 'a duplicate',
  no_fit: "doesn't fit",
  no_capacity: 'no capacity',
  other: 'another reason',
};

/** What would reopen a parked idea: nothing, a date on which to look again, or a condition (with a date beside it, perhaps). */
export type Reopen =
  | { readonly kind: 'never'; readonly on: null; readonly when: null }
  | { readonly kind: 'date'; readonly on: string; readonly when: string | null }
  | { readonly kind: 'condition'; readonly on: null; readonly when: string };

/**
 * What would reopen it, from the two answers of the form: both empty is never.
 *
 * @param on local date, `YYYY-MM-DD`
 */
export function reopenOf(on: string | undefined, when: string | undefined): Reopen {
  if (on !== undefined) return { kind: 'date', on, when: when ?? null };
  if (when !== undefined) return { kind: 'condition', on: null, when };
  return { kind: 'never', on: null, when: null };
}
