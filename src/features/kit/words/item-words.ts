import { bold, type Inline } from '../../../chat/span.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import { capital } from '../../../model/text/capital.ts';
import { ended } from '../../../model/text/ended.ts';

/** `PAY-12 · Save a card for one-click payment`. */
export function named(item: { readonly key: string; readonly title: string }): Inline[] {
  return [bold(item.key), ` · ${item.title}`];
}

/** "1 item", "4 items". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "second", "third" … as far as a person would say it, then "14th". */
export function ordinal(n: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
  const last = n % 10;
  const suffix = n % 100 >= 11 && n % 100 <= 13 ? 'th' : last === 1 ? 'st' : last === 2 ? 'nd' : last === 3 ? 'rd' : 'th';
  return words[n - 1] ?? `${n}${suffix}`;
}

/** What is told of an item in progress. */
export type InProgress = Pick<
  ItemRow,
  'expedite' | 'unplanned' | 'startedAt' | 'splitAt' | 'blocked' | 'blockedSince' | 'blockReason' | 'stageName'
>;

/** "day 9, blocked 3 days, waits for the bank's test account" for an item in progress. */
export function progress(item: InProgress, now: Date, zone: string): string {
  const parts = [
    ...(item.expedite ? ['expedited'] : []),
    ...(item.unplanned ? ['unplanned'] : []),
    ...(item.startedAt ? [`day ${ageDays(item.startedAt, now, zone)}`] : []),
  ];
  if (item.splitAt !== null) return [...parts, 'split: its parts count instead'].join(', ');
  if (item.blocked && item.blockedSince) {
    parts.push(`blocked ${count(ageDays(item.blockedSince, now, zone), 'day')}`, lowerFirst(item.blockReason ?? 'no reason given'));
  } else if (item.stageName) parts.push(inStage(item.stageName));
  return parts.join(', ');
}

/** "in review", for a stage of that name as for one called "review". */
export function inStage(name: string): string {
  return /^in /iu.test(name) ? name : `in ${name}`;
}

/** The purpose as a sentence of its own, or nothing where there is none. */
export function purposeLine(item: { readonly purpose: string | null }): string {
  if (!item.purpose) return '';
  return ended(capital(item.purpose));
}

/** First letter small, unless it begins a name in capitals. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Why a parked item is out: it went into others, or nobody wants it now. */
export function parkedWord(item: Pick<ItemRow, 'mergedInto' | 'splitAt'>): string {
  if (item.mergedInto !== null) return 'was merged into another';
  return item.splitAt === null ? 'is parked' : 'was split into parts';
}
