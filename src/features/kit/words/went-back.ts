import { count } from './item-words.ts';

const NAMED = 10;

/** "2 ready items of it go back to refining: PAY-3, PAY-4." Nothing where there were none. */
export function wentBack(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  const named = keys.length <= NAMED ? keys.join(', ') : `${keys.slice(0, NAMED).join(', ')} and ${keys.length - NAMED} more`;
  return [`${count(keys.length, 'ready item')} of it ${keys.length === 1 ? 'goes' : 'go'} back to refining: ${named}.`];
}
