import type { StreamRow } from '../../../database/organization/streams.ts';
import { type RightSize, rightSize, weeksOfReadyWork } from '../../../model/flow/right-size.ts';
import { weeks, weeksWindow } from '../../kit/words/window-words.ts';
import type { Health } from './store.ts';

/** Is there enough ready work, too little, too much? */
export function sizeOf(stream: StreamRow, health: Health): RightSize {
  return rightSize({ ready: health.ready, finished: health.finished, sprintDays: stream.policy.sprintDays });
}

/** "4 weeks; your range is 6–12. Starving soon." */
export function sizeLine(stream: StreamRow, health: Health): string {
  const ahead = weeksOfReadyWork(health);
  if (ahead === null) return 'cannot compute: nothing was finished here in 12 weeks';
  const range = `${weeks(ahead)} ${weeks(ahead) === '1' ? 'week' : 'weeks'}; the range is ${weeksWindow(stream.policy.sprintDays)}`;
  const size = sizeOf(stream, health);
  if (size.type === 'starving') return `${range}. Starving soon`;
  return size.type === 'over' ? `${range}. ${size.excess} more than fit` : range;
}
