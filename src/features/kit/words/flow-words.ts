import type { ItemRow } from '../../../database/items/items.ts';
import { flowDays } from '../../../model/calendar/days.ts';
import { count } from './item-words.ts';

/** "in 4 days" of a finished item; where its days cannot be computed, why. What is unknown is never told as one day. */
export function inDays({ startedAt, finishedAt }: Pick<ItemRow, 'startedAt' | 'finishedAt'>, zone: string): string {
  if (finishedAt === null) return '';
  if (startedAt === null) return 'without a recorded start';
  const days = flowDays(startedAt, finishedAt, zone);
  return days === null ? 'before its own start, so its days cannot be computed' : `in ${count(days, 'day')}`;
}
