import type { ItemRow } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { isId } from '../../../model/text/id.ts';
import type { Read, Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { parkedWord } from '../../kit/words/item-words.ts';

/** The item, or the one answer to every unknown one; what a lookup brings back need not even be an id. */
export async function loadItem(context: Read | Write, which: Which): Promise<ItemRow> {
  if ('id' in which && !isId(which.id)) throw unknownItem();
  const item = await itemOf(context, which);
  return item;
}

/**
 * Merging and moving are for what nobody works on: the pull is a commitment of a team in a stream.
 *
 * @param act "merged" or "moved to another stream"
 * @throws Refusal conflict
 */
export function requireUnstarted(item: ItemRow, act: string): void {
  if (item.state === 'refining' || item.state === 'ready') return;
  const { key } = item;
  if (item.state === 'delivery')
    throw new Refusal(
      'conflict',
      `${key} is in progress, so it can't be ${act}.`,
      `Give it back first, if nobody works on it: /flow move ${key} ready.`,
    );
  const why = item.state === 'parked' ? parkedWord(item) : `is ${item.state}`;
  throw new Refusal('conflict', `${key} ${why}, so it can't be ${act}.`, `/flow ${key} shows it.`);
}
