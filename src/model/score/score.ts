import type { ItemScore } from './item-score.ts';

/** The parts of a score, in the order in which they are asked. */
export const SCORE_PARTS = ['value', 'time', 'risk', 'size'] as const satisfies readonly (keyof ItemScore)[];
export type ScorePart = (typeof SCORE_PARTS)[number];

/** A part as a sentence names it. */
export const SCORE_PART_NAMES: Readonly<Record<ScorePart, string>> = {
  value: 'value',
  time: 'time criticality',
  risk: 'risk or opportunity',
  size: 'size',
};

/** What a score comes to (row B4), or what is missing for that. A missing part is unknown, never 0. */
export type Scored =
  | { readonly type: 'scored'; readonly costOfDelay: number; readonly wsjf: number }
  | { readonly type: 'unknown'; readonly missing: readonly ScorePart[] };

/** WSJF = (value + time criticality + risk or opportunity) / size. */
export function scoreOf(score: ItemScore | null): Scored {
  if (score === null) return { type: 'unknown', missing: SCORE_PARTS };
  const { value, time, risk, size } = score;
  if (value === null || time === null || risk === null || size === null) {
    return { type: 'unknown', missing: SCORE_PARTS.filter((part) => score[part] === null) };
  }
  const costOfDelay = value + time + risk;
  return { type: 'scored', costOfDelay, wsjf: costOfDelay / size };
}

/** "3.20", or "cannot compute: size missing". */
export function sayScore(score: ItemScore | null): string {
  const scored = scoreOf(score);
  if (scored.type === 'scored') return scored.wsjf.toFixed(2);
  const names = new Intl.ListFormat('en').format(scored.missing.map((part) => SCORE_PART_NAMES[part]));
  return `cannot compute: ${names} missing`;
}

/** What is compared: a score, and how old the item is. */
export interface Rated {
  readonly score: ItemScore | null;
  readonly createdAt: Date;
}

/** Best first: larger WSJF on full precision, then larger cost of delay, then older. What cannot be computed comes last. */
export function byScore(a: Rated, b: Rated): number {
  return compareScores(a.score, b.score) || a.createdAt.getTime() - b.createdAt.getTime();
}

function compareScores(a: ItemScore | null, b: ItemScore | null): number {
  const [one, other] = [scoreOf(a), scoreOf(b)];
  if (one.type === 'unknown' || other.type === 'unknown') return Number(one.type === 'unknown') - Number(other.type === 'unknown');
  // Fractions are compared by multiplying, so that 1/3 and 2/6 are equal.
  const sizes = { one: a?.size ?? 1, other: b?.size ?? 1 };
  return other.costOfDelay * sizes.one - one.costOfDelay * sizes.other || other.costOfDelay - one.costOfDelay;
}

/**
 * Which items a new place goes against: those that the scores would put on the other side (row C4). An item without a complete score
 * says nothing, and hides nothing behind it; equal scores decide nothing.
 *
 * @param passed what it goes past, all of it
 * @param up it goes before them, rather than behind
 */
export function overridden<Item extends Pick<Rated, 'score'>>(moved: Pick<Rated, 'score'>, passed: readonly Item[], up: boolean): Item[] {
  const whole = (one: Pick<Rated, 'score'>) => scoreOf(one.score).type === 'scored';
  return passed.filter(
    (one) => whole(moved) && whole(one) && (up ? compareScores(one.score, moved.score) < 0 : compareScores(moved.score, one.score) < 0),
  );
}
