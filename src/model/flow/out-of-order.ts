/** What a named pull would leave behind, in its stream: only what could be taken instead. */
export interface LeftBehind {
  /** Expedited items that go before it. */
  readonly expedited: number;
  /** Other items that stand above it. */
  readonly above: number;
}

/**
 * Does a named pull need a reason (row D1)? Not within the top items that the owner leaves free, as long as nothing
 * expedited is left behind.
 *
 * @param freeTop the stream's policy: 1 to 3; 1 is strict order
 */
export function needsReason({ expedited, above }: LeftBehind, freeTop: number): boolean {
  return expedited > 0 || above >= freeTop;
}
