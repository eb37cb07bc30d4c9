import { DateTime } from 'luxon';
import { dayNumber } from './days.ts';

/** Throughput, service levels and shares look at this many days: 12 weeks. */
export const TWELVE_WEEKS = 84;

/** Whole local days of an organization, as the instants between which they lie: `from` belongs to them, `until` does not. */
export interface Window {
  readonly from: Date;
  readonly until: Date;
  readonly days: number;
}

/**
 * The last so many whole local days, up to yesterday: today is not over, and would make every window a little longer in the evening
 * than it was in the morning. (MODEL: "One calendar"; every card takes its window from here, so that no two of them disagree.)
 *
 * @param days how many, 1 or more
 * @param zone IANA zone of the organization
 */
export function lastDays(days: number, now: Date, zone: string): Window {
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  return { from: today.minus({ days }).toJSDate(), until: today.toJSDate(), days };
}

/** The last 12 weeks: 84 whole local days up to yesterday. */
export function twelveWeeks(now: Date, zone: string): Window {
  return lastDays(TWELVE_WEEKS, now, zone);
}

/**
 * When the local day began that lies so many days before today: what is older than that was left alone for so many days.
 *
 * @param days 0: today
 */
export function daysAgo(days: number, now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).startOf('day').minus({ days }).toJSDate();
}

/**
 * A window by weeks from Monday to Sunday, oldest first. The window's own ends cut the first week and the last one, so that the weeks
 * together are the window: 12 weeks up to a yesterday within a week lie in 13 of them.
 */
export function weeksOf({ from, until }: Window, zone: string): Window[] {
  const weeks: Window[] = [];
  let start = DateTime.fromJSDate(from, { zone });
  const end = DateTime.fromJSDate(until, { zone });
  while (start < end) {
    const monday = start.startOf('week').plus({ weeks: 1 }).startOf('day');
    const next = DateTime.min(monday, end);
    weeks.push({
      from: start.toJSDate(),
      until: next.toJSDate(),
      days: dayNumber(next.toJSDate(), zone) - dayNumber(start.toJSDate(), zone),
    });
    start = next;
  }
  return weeks;
}

/** How many whole local days something has lasted that began then: the day on which it began counts, today does not. */
export function daysSince(begun: Date, now: Date, zone: string): number {
  return Math.max(0, dayNumber(now, zone) - dayNumber(begun, zone));
}
