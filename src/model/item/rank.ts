import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/**
 * A rank that sorts between two others (byte order, COLLATE "C"). null is the open end of the backlog.
 * Two writers may compute the same rank; the unique key then makes one of them run its transaction again.
 */
export function rankBetween(above: string | null, below: string | null): string {
  return generateKeyBetween(above, below);
}

/** n ranks in order between two others. */
export function ranksBetween(above: string | null, below: string | null, n: number): string[] {
  return generateNKeysBetween(above, below, n);
}
