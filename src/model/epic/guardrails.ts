import type { MixRow } from '../flow/mix.ts';
import { type BetLimits, type Counted, placesTaken } from './bets.ts';

/** A guardrail that is passed (row B15). Only these are shown: what keeps within says nothing. */
export type Breach =
  /** More run than the limit lets in; there is no exception, or it is over. */
  | { readonly type: 'limit'; readonly streamId: string | null; readonly limit: number; readonly running: number }
  /** A bet larger than what goes without approval, and not approved. */
  | { readonly type: 'size'; readonly key: string; readonly size: number; readonly largest: number }
  /** A stream's finished work lies far from its funding share. */
  | { readonly type: 'share'; readonly streamId: string; readonly planned: number; readonly finished: number };

/** A running bet as guardrails see it. */
export interface Guarded extends Counted {
  readonly key: string;
  readonly size: number | null;
  readonly approved: boolean;
}

/** Percentage points by which a quarter's work may differ from the plan by chance alone. */
export const SHARE_APART = 15;
/** Fewer finished items say nothing about a mix. */
export const FEWEST_FINISHED = 10;

/**
 * What passes a guardrail now.
 *
 * @param mix planned and actual shares by stream
 * @param finished how many items the actual shares were counted over
 */
export function breachesOf(
  running: readonly Guarded[],
  limits: BetLimits,
  largest: number | null,
  mix: readonly MixRow[],
  finished: number,
): Breach[] {
  const over = (bets: readonly Guarded[], limit: number, streamId: string | null): Breach[] =>
    placesTaken(bets) > limit ? [{ type: 'limit', streamId, limit, running: bets.length }] : [];
  return [
    ...over(running, limits.portfolio, null),
    ...[...limits.streams].flatMap(([streamId, limit]) =>
      over(
        running.filter((one) => one.streamId === streamId),
        limit,
        streamId,
      ),
    ),
    ...running.flatMap(({ key, size, approved }): Breach[] =>
      largest !== null && size !== null && size > largest && !approved ? [{ type: 'size', key, size, largest }] : [],
    ),
    ...(finished < FEWEST_FINISHED
      ? []
      : mix.flatMap(({ id, planned, finished: share }): Breach[] =>
          planned !== null && share !== null && Math.abs(share - planned) > SHARE_APART
            ? [{ type: 'share', streamId: id, planned, finished: share }]
            : [],
        )),
  ];
}
