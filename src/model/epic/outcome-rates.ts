import type { Verdict } from './epic-event.ts';

/** Below this many verdicts a rate would say more than is known: counts only (MODEL section 6). */
export const FEWEST_FOR_A_RATE = 5;

/**
 * Feature Factory Ratio: 100 × epics without an anticipated outcome / epics. "Not known yet" counts as without.
 *
 * @returns its percent is null ("n/a") when there is no epic
 */
export function featureFactoryRatio({ epics, without }: { readonly epics: number; readonly without: number }): Share {
  return share(without, epics);
}

/** How often outcomes came true. */
export interface HitRate {
  /** Percent; null: fewer than five verdicts, so the counts speak for themselves. */
  readonly rate: number | null;
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** (met + ½ partly) / (met + partly + not met). *Too early* and *cannot tell* are counted apart. */
export function hitRate(said: Readonly<Partial<Record<Verdict, number>>>): HitRate {
  const counts: Record<Verdict, number> = { met: 0, partly: 0, not_met: 0, too_early: 0, cannot_tell: 0, ...said };
  const judged = counts.met + counts.partly + counts.not_met;
  return { rate: judged < FEWEST_FOR_A_RATE ? null : (100 * (counts.met + counts.partly / 2)) / judged, counts };
}

/** A part of a whole, as a rate with its counts. */
export interface Share {
  readonly of: number;
  readonly all: number;
  /** Percent, or null ("n/a") where there is nothing to be a part of. */
  readonly percent: number | null;
}

/** Reviews done / reviews due, finished items with an outcome / finished items, epics with a key result / open epics. */
export function share(of: number, all: number): Share {
  return { of, all, percent: all === 0 ? null : (100 * of) / all };
}
