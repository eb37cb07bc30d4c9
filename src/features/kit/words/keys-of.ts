import { listOf } from '../../../model/text/list-of.ts';

const NAMED_AT_MOST = 6;

/** "PAY-1, PAY-4 and LOG-2", or the first few and how many more. */
export function keysOf(keys: readonly string[]): string {
  return listOf(keys, NAMED_AT_MOST);
}
