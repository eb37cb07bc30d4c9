import { type EpicRow, findEpic, findEpicByKey } from '../../../database/epics/epics.ts';
import type { Read, Write } from '../access.ts';
import { unknownEpic } from './unknown.ts';
import { typedKey, type Which } from './which.ts';

/** @throws Refusal not_found for what never was, is gone, or belongs to another organization */
export async function epicOf(context: Read | Write, which: Which): Promise<EpicRow> {
  const epic = 'id' in which ? await findEpic(context.db, which.id) : await findEpicByKey(context.db, which.key);
  if (!epic) throw unknownEpic(typedKey(which));
  return epic;
}
