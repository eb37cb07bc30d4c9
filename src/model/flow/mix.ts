/** One stream's part of the funding: what is planned for it, and what it has. */
export interface MixRow {
  readonly id: string;
  /** Planned share in percent; null: none was set. */
  readonly planned: number | null;
  /** Share of all running bets, in percent; null: nothing runs anywhere. */
  readonly running: number | null;
  /** Share of all items finished in the window, in percent; null: nothing was finished. */
  readonly finished: number | null;
}

/** A stream as the mix counts it. */
export interface MixInput {
  readonly id: string;
  readonly planned: number | null;
  readonly bets: number;
  readonly items: number;
}

/** Planned against actual mix (rows B7, B8, B10). Nothing is judged: the two stand side by side. */
export function mixOf(streams: readonly MixInput[]): MixRow[] {
  const bets = streams.reduce((sum, one) => sum + one.bets, 0);
  const items = streams.reduce((sum, one) => sum + one.items, 0);
  return streams.map(({ id, planned, bets: running, items: finished }) => ({
    id,
    planned,
    running: bets === 0 ? null : (100 * running) / bets,
    finished: items === 0 ? null : (100 * finished) / items,
  }));
}

/**
 * How far funding shares are from the whole: 0 when they sum to 100, else the difference (positive: too much).
 *
 * @param shares in percent, whole numbers
 */
export function fundingGap(shares: readonly number[]): number {
  return shares.reduce((sum, one) => sum + one, 0) - 100;
}
