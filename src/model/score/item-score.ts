/** The scale of every part of a score. */
export const SCORE_STEPS = [1, 2, 3, 5, 8, 13, 20] as const;

/** What an item's place in the order is reasoned with, where its stream keeps scores (row C4). A missing part is unknown, not 0. */
export interface ItemScore {
  readonly value: number | null;
  readonly time: number | null;
  /** Risk reduced, or an opportunity opened. */
  readonly risk: number | null;
  readonly size: number | null;
}
