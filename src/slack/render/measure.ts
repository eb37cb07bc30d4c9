const COUNTED = new Set(['text', 'url', 'fallback']);

/**
 * Characters of all text in a drawn value. Slack does not say what it counts for `msg_blocks_too_long`, so addresses and
 * fallbacks count too.
 */
export function measure(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + measure(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (typeof one === 'string' ? (COUNTED.has(key) ? one.length : 0) : measure(one)),
    0,
  );
}
