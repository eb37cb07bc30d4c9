import { someOf } from '../../../model/text/some-of.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { count } from './item-words.ts';

const NAMED = 10;

/** "2 ready items of it go back to refining: PAY-3, PAY-4." Nothing where there were none. */
export function wentBack(keys: readonly string[]): string[] {
  if (keys.length === 0) return [];
  return [
    `${count(keys.length, say`ready {item}`, say`ready {items}`)} of it ${keys.length === 1 ? 'goes' : 'go'} back to refining: ${someOf(keys, NAMED)}.`,
  ];
}
