import { z } from 'zod';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addIdea } from '../../../database/ideas/ideas.ts';
import { PARK_REASONS, reopenOf } from '../../../model/item/parking.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { checkLikeness, valuesSetAside } from '../../kit/likeness/check.ts';
import { parkAnyway, parkIdeaForm } from '../../kit/offers/parking.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { logParking } from '../ideas/log-decision.ts';
import { parkedNow } from '../ideas/views.ts';

/** The form for an idea that is neither an item nor an epic. */
export function openParkIdea(title: string, link = ''): FormReply {
  return showForm(parkIdeaForm, { link }, { values: { title } });
}

// What is set aside while the question about likeness is open: cleaned by the form before.
const whole = z.object({
  title: z.string().min(1),
  reasonCode: z.enum(PARK_REASONS),
  reason: z.string().min(1),
  reopenWhen: z.string().optional(),
  reopenOn: z.string().optional(),
  link: z.string(),
});
type Values = z.infer<typeof whole>;

/** Parks an idea; where something like it is known, asks first. */
export async function parkIdea(context: Write, values: FormValues<typeof parkIdeaForm.fields>, link: string): Promise<WriteReply> {
  const wrong = judgeDate(values.reopenOn, todayOf(context).date);
  if (wrong) return errors({ reopenOn: wrong });
  const kept = whole.parse({ ...values, link });
  const alike = await checkLikeness(context, { kind: 'idea', title: values.title }, { action: parkAnyway, values: kept });
  return alike ? update(alike) : writeDown(context, kept);
}

/** "Similar, but different". */
export async function parkSetAside(context: Write, heldId: string): Promise<WriteReply> {
  return writeDown(context, await valuesSetAside(context, parkAnyway, heldId, whole));
}

async function writeDown(context: Write, { title, reasonCode, reason, reopenOn, reopenWhen, link }: Values): Promise<WriteReply> {
  const idea = await addIdea(
    context.db,
    { title, reasonCode, reason, reopen: reopenOf(reopenOn, reopenWhen), subject: null, sourceLink: link === '' ? null : link },
    changeOf(context),
  );
  await logParking(context, { idea, subject: null }, 'parked', reason);
  return update(parkedNow(idea, todayOf(context)));
}
