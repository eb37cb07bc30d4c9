/**
 * Nearest-rank percentile: `sorted[ceil(p/100·n) − 1]` (MODEL: "Flow time").
 *
 * @param values in any order
 * @param p 0 < p ≤ 100
 * @returns null for no values: unknown is not 0
 */
export function percentile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((p / 100) * sorted.length) - 1] ?? null;
}

/** Fewer finished items than this and a service level is called provisional. */
export const PROVISIONAL_BELOW = 10;
