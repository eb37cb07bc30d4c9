import type { z } from 'zod';
import { paragraph } from '../../../chat/block.ts';
import type { Option } from '../../../chat/field.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { positionOf } from '../../../database/items/ranks.ts';
import type { Placement } from '../../../model/item/order.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read } from '../../kit/access.ts';
import type { Which } from '../../kit/finding/which.ts';
import { requireOwner } from '../../kit/rights/require-owner.ts';
import { named, ordinal } from '../../kit/words/item-words.ts';
import { overrideForm, placeForm } from './contracts.ts';
import { rankedItem } from './place.ts';
import { readTop } from './store.ts';

// Slack draws up to 100 options; farther down nobody chooses one place by eye, and words reach it.
const OFFERED = 60;

/** `/flow order KEY`, or the button: the form that asks for the place, filled with the top of the backlog. */
export async function openPlace(context: Read, which: Which): Promise<FormReply> {
  const item = await rankedItem(context, which);
  await requireOwner(context, item);
  const others = (await readTop(context.db, item.streamId, OFFERED + 1)).filter((one) => one.id !== item.id).slice(0, OFFERED);
  const position = await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
  return showForm(
    placeForm,
    { itemId: item.id },
    {
      intro: [paragraph(...named(item), ` is ${ordinal(position)} in ${item.streamName}.`)],
      options: { to: optionsOf(others) },
    },
  );
}

/** "Another reason": asks for it, with the place as it was wanted. */
export async function openOverride(context: Read, data: z.infer<typeof overrideForm.data>): Promise<FormReply> {
  const item = await rankedItem(context, { id: data.itemId });
  await requireOwner(context, item);
  // A key of the button names the neighbour: it is looked up now rather than only when the form comes back.
  if (data.key !== null) await rankedItem(context, { key: data.key });
  return showForm(overrideForm, data, { intro: [paragraph(...named(item))] });
}

function optionsOf(others: readonly Pick<ItemRow, 'key' | 'title'>[]): Option[] {
  const below = others.map((one) => ({ value: `below ${one.key}`, text: `Below ${one.key} · ${one.title}` }));
  return [{ value: 'top', text: 'At the top' }, ...below, { value: 'bottom', text: 'At the bottom' }];
}

/**
 * What the form's choice means.
 *
 * @throws Refusal invalid_input for what the form never offered
 */
export function readPlace(value: string): Placement {
  if (value === 'top' || value === 'bottom') return { type: value };
  const key = /^below ([A-Z]{2,6}-[0-9]{1,10})$/.exec(value)?.[1];
  if (key === undefined) throw new Refusal('invalid_input', 'That place is not in the list.', 'Pick one of it.');
  return { type: 'below', key };
}
