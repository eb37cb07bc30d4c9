import type { Span } from '../span.ts';

type DateSpan = Extract<Span, { type: 'date' }>;

/** Seconds since 1970, or null when the instant is none that platforms can draw; then it is shown in words. */
export function dateSeconds(span: DateSpan): number | null {
  const seconds = Math.floor(Date.parse(span.at) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** The instant in words, for notifications and old clients, which do not know the reader's zone: "3 Jun 2027, 14:00 UTC". */
export function dateWords(span: DateSpan): string {
  const at = new Date(span.at);
  if (Number.isNaN(at.getTime())) return span.at;
  return span.style === 'day' ? DAY.format(at) : `${DAY.format(at)}, ${TIME.format(at)} UTC`;
}
