/**
 * A calendar date as a person says it: `3 March`, or `3 March 2027` when it is not this year.
 *
 * @param date `YYYY-MM-DD`
 * @param today the local date, for the year
 */
export function sayDate(date: string, today: string): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
    timeZone: 'UTC',
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** A calendar date where there is little room, as under a chart: `3 Mar`. Within a year no two are the same. */
export function sayShortDate(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
