import type { ItemScore } from './item.ts';
import { SCORE_PARTS, type ScorePart } from './score.ts';

/** After so many days nobody may lean on a score unasked (row B4). */
export const SCORE_DAYS = 90;

/** Why a score should be looked at again: it is old, or the epic changed since. null: it holds. */
export type Stale = 'old' | 'changed' | null;

/**
 * Does a score still hold?
 *
 * @param scoredAt when its newest part was scored; null: it was not
 * @param changed what it was judged by changed since
 */
export function staleness(scoredAt: Date | null, changed: boolean, now: Date): Stale {
  if (scoredAt === null) return null;
  if (changed) return 'changed';
  return now.getTime() - scoredAt.getTime() > SCORE_DAYS * 86_400_000 ? 'old' : null;
}

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
  readonly stale: Stale;
}

/**
 * Where a column goes on: the next after a place that has no number there, or whose score is stale.
 *
 * @param after how many of the set are behind
 * @param all every one, whether it has a number or not
 * @returns its place, or null at the end
 */
export function nextInColumn(set: readonly InColumn[], part: ScorePart, after: number, all: boolean): number | null {
  const place = set.findIndex((one, index) => index >= after && (all || one.stale !== null || (one.score?.[part] ?? null) === null));
  return place < 0 ? null : place;
}
