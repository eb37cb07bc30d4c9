import { findItem, findItemByKey, type ItemRow } from '../../../database/items/items.ts';
import type { Read, Write } from '../access.ts';
import { unknownItem } from './unknown.ts';
import { typedKey, type Which } from './which.ts';

/** @throws Refusal not_found for what never was, is gone, or belongs to another organization */
export async function itemOf(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = 'id' in which ? await findItem(context.db, which.id) : await findItemByKey(context.db, which.key);
  if (!item) throw unknownItem(typedKey(which));
  return item;
}
