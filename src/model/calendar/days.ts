import { DateTime, IANAZone } from 'luxon';

/**
 * Whole calendar days from start to finish, inclusive, in the organization's zone: date(finish) − date(start) + 1, at
 * least 1. Weekends count. (MODEL: "Days".)
 *
 * @param start null: nobody recorded one (MODEL: "Unknown start")
 * @returns null where it cannot be computed: without a start, or with a finish before it
 */
export function flowDays(start: Date | null, finish: Date, zone: string): number | null {
  if (start === null || finish < start) return null;
  return dayNumber(finish, zone) - dayNumber(start, zone) + 1;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The local date of an instant as a count of days: dates follow each other whatever the clocks do. */
export function dayNumber(instant: Date, zone: string): number {
  const { year, month, day } = DateTime.fromJSDate(instant, { zone });
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/**
 * Age on a day, of what goes on: like flow time, with today for the finish. At least 1, also where somebody else's change carries a
 * later instant than this request.
 */
export function ageDays(start: Date, now: Date, zone: string): number {
  return flowDays(start, now, zone) ?? 1;
}

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDate(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd');
}

/** Is it an IANA zone such as Europe/Berlin? Abbreviations such as EST, which ICU takes too, are not: they know no summer time. */
export function isZone(name: string): boolean {
  return (name === 'UTC' || name.includes('/')) && IANAZone.isValidZone(name);
}
