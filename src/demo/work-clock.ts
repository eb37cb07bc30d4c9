import { DateTime } from 'luxon';

/** Working hours before today began to count, as a real number: 0 is 18:00 on the last workday before today. */
export type WorkHours = number;

/** Hours of a workday, 09:00 to 18:00. */
export const WORKDAY: WorkHours = 9;

const EVENING = 18;

/**
 * Turns working hours before today into instants, so that the demo's history falls into office hours from Monday to
 * Friday and later stays later.
 */
export function workClock(now: Date, zone: string): (before: WorkHours) => Date {
  const workdays: DateTime[] = [];
  let day = DateTime.fromJSDate(now, { zone }).startOf('day');
  const workday = (index: number): DateTime => {
    for (;;) {
      const known = workdays[index];
      if (known) return known;
      day = day.minus({ days: 1 });
      if (day.weekday <= 5) workdays.push(day);
    }
  };
  return (before) => {
    const index = Math.floor(before / WORKDAY);
    const seconds = Math.round((before - index * WORKDAY) * 3_600);
    return workday(index).set({ hour: EVENING }).minus({ seconds }).toJSDate();
  };
}
