/** Times are shown in the acting person's zone, as their own client would. Week-day names and the like follow en-GB. */
function format(date: Date, zone: string, options: Intl.DateTimeFormatOptions): string {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(date);
  } catch {
    // An unknown zone must not take the page down.
    return new Intl.DateTimeFormat('en-GB', options).format(date);
  }
}

export function dateOfTs(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

export function clock(date: Date, zone: string): string {
  return format(date, zone, { hour: '2-digit', minute: '2-digit' });
}

export function clockWithSeconds(date: Date, zone: string): string {
  return format(date, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `2026-06-02`: sorts, compares, and is what a date input takes. */
export function dayKey(date: Date, zone: string): string {
  return format(date, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).split('/').reverse().join('-');
}

export function shortDate(date: Date, zone: string): string {
  return format(date, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

export function longDate(date: Date, zone: string): string {
  return format(date, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

export function plainDate(date: Date, zone: string): string {
  return format(date, zone, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `today`, `yesterday` or `tomorrow`, when it is one of them. */
export function nearDay(date: Date, zone: string, now = new Date()): string | undefined {
  const day = dayKey(date, zone);
  const shifted = (days: number) => dayKey(new Date(now.getTime() + days * 86_400_000), zone);
  if (day === shifted(0)) return 'today';
  if (day === shifted(-1)) return 'yesterday';
  if (day === shifted(1)) return 'tomorrow';
  return undefined;
}

export function dayLabel(date: Date, zone: string): string {
  const near = nearDay(date, zone);
  if (near) return near[0]?.toUpperCase() + near.slice(1);
  return format(date, zone, { weekday: 'long', day: 'numeric', month: 'long' });
}
