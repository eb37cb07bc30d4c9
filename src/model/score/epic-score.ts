import type { ItemScore } from './item-score.ts';
import { SCORE_PARTS, type ScorePart } from './score.ts';
import type { Stale } from './score-dates.ts';

/** Columns in which several epics have a number and none has a 1: the smallest of a set is the 1 that the others are beside. */
export function columnsWithoutOne(scores: readonly (ItemScore | null)[]): ScorePart[] {
  return SCORE_PARTS.filter((part) => {
    const numbers = scores.flatMap((score) => score?.[part] ?? []);
    return numbers.length >= 2 && !numbers.includes(1);
  });
}

/** One epic of a set, as far as a column is walked through. */
export interface InColumn {
  readonly score: ItemScore | null;
  /** Of the number in this column. */
  readonly stale: Stale;
}

/**
 * Where a column goes on: the next after a place that has no number there, or a stale one.
 *
 * @param after how many of the set are behind
 * @param all every one, whether it has a number or not
 * @returns its place, or null at the end
 */
export function nextInColumn(set: readonly InColumn[], part: ScorePart, after: number, all: boolean): number | null {
  const place = set.findIndex((one, index) => index >= after && (all || one.stale !== null || (one.score?.[part] ?? null) === null));
  return place < 0 ? null : place;
}
