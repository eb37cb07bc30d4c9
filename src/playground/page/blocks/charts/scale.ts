/** A round axis around the values: 0 is always on it, and about four steps are drawn. */
export function niceScale(values: readonly number[]): { readonly min: number; readonly max: number; readonly ticks: readonly number[] } {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 4;
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const min = Math.floor(low / step) * step;
  const max = Math.max(Math.ceil(high / step) * step, min + step);
  const count = Math.round((max - min) / step);
  // Rounded, since 0.1 steps would otherwise print 0.30000000000000004.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((min + index * step).toFixed(6)));
  return { min, max, ticks };
}
