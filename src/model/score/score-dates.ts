import type { ItemScore } from './item-score.ts';
import { SCORE_PARTS, type ScorePart } from './score.ts';

/** After so many days nobody may lean on a score unasked (row B4). */
export const SCORE_DAYS = 90;

/** When a part of a score was given last, and by whom. */
export interface PartGiven {
  readonly at: Date;
  readonly by: string | null;
}

/** Each part is as old as the last time that somebody gave it; one that is missing has no age. */
export type PartsGiven = Readonly<Partial<Record<ScorePart, PartGiven>>>;

/** One scoring, as the log has it. */
export interface Scoring extends PartGiven {
  readonly score: ItemScore | null;
  /** What was given then. Logs from before this was noted have none: what differs counts, or all where nothing does. */
  readonly parts?: readonly ScorePart[] | null;
}

/** Who gave which part when: a fold over all scorings of a thing, in order. */
export function partsGiven(scorings: readonly Scoring[]): PartsGiven {
  let before: ItemScore | null = null;
  let given: PartsGiven = {};
  for (const { score, parts, at, by } of scorings) {
    const was: ItemScore | null = before;
    const differs = SCORE_PARTS.filter((part) => (score?.[part] ?? null) !== (was?.[part] ?? null));
    const now = parts ?? (differs.length > 0 ? differs : SCORE_PARTS);
    const kept = given;
    given = Object.fromEntries(
      SCORE_PARTS.flatMap((part) => {
        const old = now.includes(part) ? { at, by } : kept[part];
        return (score?.[part] ?? null) === null || old === undefined ? [] : [[part, old]];
      }),
    );
    before = score;
  }
  return given;
}

/** The parts that are given when a score is written down: what differs; the same numbers once more say that all of them still hold. */
export function givenNow(before: ItemScore | null, score: ItemScore | null): ScorePart[] {
  const known = SCORE_PARTS.filter((part) => (score?.[part] ?? null) !== null);
  const differs = known.filter((part) => score?.[part] !== before?.[part]);
  return isSameScore(before, score) ? known : differs;
}

/** The same numbers, and the same of them missing. */
export function isSameScore(a: ItemScore | null, b: ItemScore | null): boolean {
  return SCORE_PARTS.every((part) => (a?.[part] ?? null) === (b?.[part] ?? null));
}

/** Why a part should be looked at again: it is old, or what it was judged by changed since. null: it holds. */
export type Stale = 'old' | 'changed' | null;

/**
 * Does a part of a score still hold? A score holds as long as all of its parts do: it is as old as the oldest of them.
 *
 * @param given undefined: nobody knows when
 * @param changedAt when what it was judged by changed last; null: never
 */
export function staleness(given: PartGiven | undefined, changedAt: Date | null, now: Date): Stale {
  if (given === undefined) return null;
  if (changedAt !== null && changedAt > given.at) return 'changed';
  return now.getTime() - given.at.getTime() > SCORE_DAYS * 86_400_000 ? 'old' : null;
}
