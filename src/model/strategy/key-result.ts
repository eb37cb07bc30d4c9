/** What a key result measures: from where, to where, and where it stands (glossary: "Objective, key result"). */
export interface Measured {
  readonly baseline: number;
  readonly target: number;
  /** null: not measured yet. */
  readonly current: number | null;
}

/** Which way is good follows from where the target lies. */
export function direction({ baseline, target }: Measured): 'up' | 'down' {
  return target > baseline ? 'up' : 'down';
}

/**
 * How much of the way is gone, in percent: below 0 when it went the wrong way, above 100 when it went further.
 *
 * @returns null while nothing is measured, or where target and baseline are one (which no form accepts)
 */
export function progress({ baseline, target, current }: Measured): number | null {
  if (current === null || target === baseline) return null;
  return (100 * (current - baseline)) / (target - baseline);
}
