import { buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { forgetServiceLevel } from '../../../database/items/service-level.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { correctDays } from '../../../model/item/correction.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { correctForm } from './contracts.ts';
import { sayChange } from './words.ts';

/** `/flow correct KEY`: start and finish as they are noted. */
export async function openCorrect(context: Read, which: Which): Promise<FormReply> {
  const item = await correctable(context, which);
  const day = (at: Date | null) => (at === null ? undefined : localDate(at, context.organization.zone));
  return showForm(
    correctForm,
    { itemId: item.id, version: item.version },
    {
      intro: [paragraph(...named(item)), paragraph('Days count whole, so a wrong start or finish changes what is usual here.')],
      values: { startedOn: day(item.startedAt), finishedOn: day(item.finishedAt) },
    },
  );
}

/** Corrects a start or finish that was noted wrongly (row X4): both values stay in the log, and the reason is a decision. */
export async function correct(
  context: Write,
  { itemId, version }: { readonly itemId: string; readonly version: number },
  { startedOn, finishedOn, reason }: FormValues<typeof correctForm.fields>,
): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, { id: itemId });
  const item = await correctable(context, { id: itemId });
  if (!lock) throw unknownItem();
  if (item.version !== version)
    throw changedMeanwhile(item.key, { now: `it is ${item.state === 'delivery' ? 'in progress' : item.state} now` });
  const corrected = correctDays(item, { startedOn, finishedOn }, context.now, context.organization.zone);
  if (!corrected.ok) return errors(corrected.errors);
  const { startedAt, finishedAt } = corrected;
  if (!startedAt && !finishedAt) return errors({ startedOn: 'These are the days that are noted already.' });
  const data = {
    ...(startedAt ? { startedAt: startedAt.toISOString() } : {}),
    ...(finishedAt ? { finishedAt: finishedAt.toISOString() } : {}),
    reason,
    was: { startedAt: item.startedAt?.toISOString() ?? null, finishedAt: item.finishedAt?.toISOString() ?? null },
  };
  const after = await changeItem(lock, item, { kind: 'corrected', data }, changeOf(context));
  if (item.state === 'done') forgetServiceLevel(context.db, item.streamId);
  const said = sayChange({ startedAt, finishedAt, wasStartedAt: item.startedAt, wasFinishedAt: item.finishedAt }, todayOf(context));
  const subject = { type: 'item', id: item.id } as const;
  await writeDecision(
    context.db,
    {
      act: 'correction',
      subject,
      question: `When was ${item.key} · ${item.title} started and finished?`,
      choice: `${capital(said)}.`,
      reason,
    },
    changeOf(context),
  );
  return update([paragraph('Corrected: ', ...named(after), ` was ${said}. Both are kept.`), buttons(openByKey(item.key))]);
}

async function correctable(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  await requireRight(context, 'correct', { streamId: item.streamId });
  if (item.state !== 'delivery' && item.state !== 'done')
    throw new Refusal(
      'conflict',
      `${item.key} is ${item.state}, so it has no start or finish that counts.`,
      item.state === 'parked' ? `Bring it back first: /flow revive ${item.key}.` : `Pull it first: /flow pull ${item.key}.`,
    );
  return item;
}
