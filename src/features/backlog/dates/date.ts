import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { touchItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import type { Which } from '../../kit/finding/which.ts';
import { judgeExternalDate } from '../../kit/forms/judge-external-date.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { dateForm } from './contracts.ts';

/** `/flow date KEY`: the date that law or a contract sets, with what is known filled in. */
export async function openDate(context: Read, which: Which): Promise<FormReply> {
  const item = await datable(context, which);
  return showForm(
    dateForm,
    { itemId: item.id },
    { intro: [paragraph(...named(item))], values: { on: item.externalDate, why: item.externalReason ?? '' } },
  );
}

/** Writes an external date down, or takes it away (row X5). It explains urgency; nothing is planned by it. */
export async function saveDate(context: Write, itemId: string, values: FormValues<typeof dateForm.fields>): Promise<WriteReply> {
  const item = await datable(context, { id: itemId });
  const { date: today } = todayOf(context);
  const data = judgeExternalDate(values, item.externalDate !== null, today);
  if ('errors' in data) return errors(data.errors);
  if (data.on === item.externalDate && data.why === item.externalReason)
    return update([paragraph(...named(item), ' keeps its external date.')]);
  const dated = await touchItem(context.db, item, { kind: 'dated', data }, changeOf(context));
  return update([
    data.on === null
      ? paragraph(...named(dated), ' has no external date any more.')
      : paragraph(...named(dated), ` has an external date: ${externalDateLine(dated, today)}`),
    buttons(button(`Why ${item.key}`, runCommand, { text: `why ${item.key}` }), openByKey(item.key)),
  ]);
}

async function datable(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  await requireRight(context, 'refine', { streamId: item.streamId });
  if (item.state === 'done' || item.state === 'parked')
    throw new Refusal('conflict', `${item.key} is ${item.state}, so no date presses any more.`, `/flow ${item.key} shows it.`);
  return item;
}
