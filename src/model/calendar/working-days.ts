import { DateTime } from 'luxon';

/** How long a team may be over its limit by its own exception (row D1). */
export const EXCEPTION_DAYS = 3;

/**
 * The midnight that ends so many working days, the day of the start among them when it is one. Saturdays and Sundays do
 * not count; days are those of the zone, whatever the clocks do.
 *
 * @param zone IANA zone of the organization
 */
export function workingDaysEnd(from: Date, days: number, zone: string): Date {
  let day = DateTime.fromJSDate(from, { zone }).startOf('day');
  for (let left = days; left > 0; day = day.plus({ days: 1 }).startOf('day')) if (day.weekday <= 5) left -= 1;
  return day.toJSDate();
}

/** The last local date before that midnight, `YYYY-MM-DD`: "until Thursday" means all of Thursday. */
export function lastDay(until: Date, zone: string): string {
  return DateTime.fromJSDate(until, { zone }).minus({ milliseconds: 1 }).toFormat('yyyy-MM-dd');
}
