import type { StreamRow } from '../../../database/organization/streams.ts';
import { FEWEST_FINISH_DAYS, type RightSize, rightSize, weeksOfReadyWork } from '../../../model/flow/right-size.ts';
import { count } from '../../kit/words/item-words.ts';
import { weeks, weeksWindow } from '../../kit/words/window-words.ts';
import type { Health } from './store.ts';

/** Is there enough ready work, too little, too much? */
export function sizeOf(stream: StreamRow, health: Health): RightSize {
  return rightSize({ ...health, sprintDays: stream.policy.sprintDays });
}

/** "4 weeks; your range is 6–12. Starving soon."; or why it cannot be computed. */
export function sizeLine(stream: StreamRow, health: Health): string {
  const size = sizeOf(stream, health);
  if (size.type === 'unknown') return `cannot compute, because ${size.because === 'young' ? young(stream, health) : few(health)}`;
  const ahead = weeksOfReadyWork(health) ?? 0;
  const range = `${weeks(ahead)} ${weeks(ahead) === '1' ? 'week' : 'weeks'}; the range is ${weeksWindow(stream.policy.sprintDays)}`;
  if (size.type === 'starving') return `${range}. Starving soon`;
  return size.type === 'over' ? `${range}. ${size.excess} more than fit` : range;
}

function young({ name }: StreamRow, { days }: Health): string {
  return `${name} began ${days === 0 ? 'today' : `${count(days, 'day')} ago`}, and three weeks are needed`;
}

function few({ finished, finishDays }: Health): string {
  if (finished === 0) return 'nothing was finished here in 12 weeks';
  return `something was finished on only ${count(finishDays, 'day')} of the last 12 weeks, and ${FEWEST_FINISH_DAYS} are needed`;
}
