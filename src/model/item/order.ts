import { rankBetween } from './rank.ts';

/** Where an item shall stand in its stream's backlog (row C4). */
export type Placement =
  | { readonly type: 'top' | 'bottom' | 'up' | 'down' }
  /** Next to another item of the same backlog. */
  | { readonly type: 'above' | 'below'; readonly key: string };

/** The ranks between which an item shall stand, itself left out; null is the open end of the backlog. */
export interface Gap {
  readonly above: string | null;
  readonly below: string | null;
}

/**
 * The rank an item gets in a gap. Nobody else's rank changes, so an order is one row.
 *
 * @returns null when the item stands there already
 */
export function rankInGap(current: string, gap: Gap): string | null {
  const after = gap.above === null || gap.above < current;
  const before = gap.below === null || current < gap.below;
  return after && before ? null : rankBetween(gap.above, gap.below);
}
