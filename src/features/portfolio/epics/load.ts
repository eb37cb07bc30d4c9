import { type EpicRow, findEpic, findEpicByKey } from '../../../database/epics/epics.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read, Write } from '../../kit/access.ts';
import { unknownEpic } from '../../kit/finding/unknown.ts';

/** An epic by what the person typed, or by what a button or form carries. */
export type Which = { readonly key: string } | { readonly id: string };

/** @throws Refusal not_found for what never was, is gone, or belongs to somebody else; invalid_input for the key of something else */
export async function loadEpic(context: Read | Write, which: Which): Promise<EpicRow> {
  if ('key' in which && parseKey(which.key)?.prefix !== 'E') throw await notAnEpic(context, which.key);
  const epic = 'id' in which ? await findEpic(context.db, which.id) : await findEpicByKey(context.db, which.key);
  if (!epic) throw unknownEpic('key' in which ? which.key : undefined);
  return epic;
}

async function notAnEpic(context: Read | Write, key: string): Promise<Refusal> {
  const item = await findItemByKey(context.db, key);
  if (!item?.epic)
    return new Refusal('invalid_input', `${key} isn't an epic: their keys look like E-7.`, 'Type /flow portfolio to see them.');
  const { epic } = item;
  return new Refusal(
    'invalid_input',
    `${key} is an item; the outcome is its epic's, ${epic.key} · ${epic.title}.`,
    `Type /flow outcome ${epic.key}.`,
  );
}
