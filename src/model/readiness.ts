/** A check of a stream's readiness policy. An item becomes ready only when all pass (rows C5, C6). */
export type ReadinessCheck = 'purpose' | 'criteria' | 'small';

/** The three checks a stream starts with: purpose, acceptance criteria, small enough for the service level expectation. */
export const DEFAULT_CHECKS: readonly ReadinessCheck[] = ['purpose', 'criteria', 'small'];

/** What the checks look at. */
export interface Readiable {
  readonly purpose: string | null;
  readonly criteria: string | null;
  readonly smallEnough: boolean;
}

function passes(check: ReadinessCheck, item: Readiable): boolean {
  switch (check) {
    case 'purpose':
      return Boolean(item.purpose?.trim());
    case 'criteria':
      return Boolean(item.criteria?.trim());
    case 'small':
      return item.smallEnough;
    default: {
      const unknown: never = check;
      return unknown;
    }
  }
}

/** Which checks the item does not pass yet, in policy order. Empty means it can be ready. */
export function missingChecks(item: Readiable, policy: readonly ReadinessCheck[] = DEFAULT_CHECKS): ReadinessCheck[] {
  return policy.filter((check) => !passes(check, item));
}

const NAMES: Readonly<Record<ReadinessCheck, string>> = {
  purpose: 'a purpose line',
  criteria: 'acceptance criteria',
  small: 'a look at its size',
};

/** "a purpose line and acceptance criteria": what is missing, for a sentence. */
export function nameChecks(checks: readonly ReadinessCheck[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(checks.map((check) => NAMES[check]));
}
