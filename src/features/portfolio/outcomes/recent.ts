const DAYS = 90;

/** Since when a delivered epic still counts among those that should state an outcome (MODEL: the default set is 90 days). */
export function recent(now: Date): Date {
  return new Date(now.getTime() - DAYS * 86_400_000);
}
