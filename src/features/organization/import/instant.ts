import { DateTime } from 'luxon';

const SHAPE = /^(\d{4})-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?\s?(Z|[+-]\d{2}(:?\d{2})?)?$/i;
const EARLIEST = Date.UTC(1990, 0, 1);
// Clocks differ, but not by more than a day.
const AHEAD_MS = 24 * 60 * 60 * 1_000;

/**
 * An instant as exports write it: `2020-06-01T15:49:02.582000+00:00`. Without an offset it is UTC. Kept to the millisecond.
 *
 * @returns why it is none, for a sentence, when it does not exist or lies outside 1990 … now
 */
export function parseInstant(text: string, now: Date): Date | string {
  const trimmed = text.trim();
  const shown = trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed;
  if (!SHAPE.test(trimmed)) return `“${shown}” is no date with a time, such as 2020-06-01T15:49:02+00:00`;
  const iso = trimmed
    .replace(',', '.')
    .replace(/\s(?=\d{2}:)/, 'T')
    .replace(/\s/g, '')
    .toUpperCase();
  const parsed = DateTime.fromISO(iso, { zone: 'utc' });
  if (!parsed.isValid) return `the date “${shown}” does not exist`;
  const at = parsed.toMillis();
  if (at < EARLIEST) return `the date “${shown}” lies before 1990`;
  if (at > now.getTime() + AHEAD_MS) return `the date “${shown}” lies in the future`;
  return new Date(at);
}
