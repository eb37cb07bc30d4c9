import { DateTime, IANAZone } from 'luxon';

/**
 * Whole calendar days from start to finish, inclusive, in the organization's zone: date(finish) − date(start) + 1, at
 * least 1. Weekends count. (MODEL: "Days".)
 */
export function flowDays(start: Date, finish: Date, zone: string): number {
  return Math.max(1, dayNumber(finish, zone) - dayNumber(start, zone) + 1);
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** The local date of an instant as a count of days: dates follow each other whatever the clocks do. */
function dayNumber(instant: Date, zone: string): number {
  const { year, month, day } = DateTime.fromJSDate(instant, { zone });
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Age of an item in progress on a day: like flow time, with today for the finish. */
export function ageDays(start: Date, now: Date, zone: string): number {
  return flowDays(start, now, zone);
}

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDate(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd');
}

/** Is it an IANA zone such as Europe/Berlin? Abbreviations such as EST, which ICU takes too, are not: they know no summer time. */
export function isZone(name: string): boolean {
  return (name === 'UTC' || name.includes('/')) && IANAZone.isValidZone(name);
}
