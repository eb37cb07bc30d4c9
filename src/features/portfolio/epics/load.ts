import type { EpicRow } from '../../../database/epics/epics.ts';
import { findItemByKey } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { epicOf } from '../../kit/finding/epic-of.ts';
import type { Which } from '../../kit/finding/which.ts';

/** @throws Refusal not_found for what never was, is gone, or belongs to somebody else; invalid_input for the key of something else */
export async function loadEpic(context: Read | Write, which: Which): Promise<EpicRow> {
  if ('key' in which && parseKey(which.key)?.prefix !== 'E') throw await notAnEpic(context, which.key);
  return epicOf(context, which);
}

async function notAnEpic(context: Read | Write, key: string): Promise<Refusal> {
  const item = await findItemByKey(context.db, key);
  if (!item?.epic)
    return new Refusal('invalid_input', say`${key} isn't {an epic}: their keys look like E-7.`, 'Type /flow portfolio to see them.');
  const { epic } = item;
  return new Refusal(
    'invalid_input',
    say`${key} is {an item}; the outcome is its {epic}'s, ${epic.key} · ${epic.title}.`,
    `Type /flow outcome ${epic.key}.`,
  );
}
