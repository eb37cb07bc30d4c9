import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { judgeExternalDate } from '../../kit/forms/judge-external-date.ts';
import { epicDateForm } from '../../kit/offers/epics.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from './card.ts';
import { loadEpic, type Which } from './load.ts';

/** `/flow date E-7`: the date that law or a contract sets, with what is known filled in. */
export async function openEpicDate(context: Read, which: Which): Promise<FormReply> {
  const epic = await datable(context, which);
  return showForm(
    epicDateForm,
    { epicId: epic.id, revision: epic.revision },
    { intro: [paragraph(...named(epic))], values: { on: epic.externalDate, why: epic.externalReason ?? '' } },
  );
}

/** Writes an external date of an epic down, or takes it away (row X5). It explains urgency; nothing is planned by it. */
export async function saveEpicDate(
  context: Write,
  values: FormValues<typeof epicDateForm.fields>,
  { epicId, revision }: { readonly epicId: string; readonly revision: number },
): Promise<WriteReply> {
  const epic = await datable(context, { id: epicId });
  if (epic.revision !== revision)
    return errors({ on: `Somebody changed ${epic.key} while this form was open. Close this and open it again; nothing was saved.` });
  const { date: today } = todayOf(context);
  const judged = judgeExternalDate(values, epic.externalDate !== null, today);
  if ('errors' in judged) return errors(judged.errors);
  const { on, why } = judged;
  if (on === epic.externalDate && why === epic.externalReason) return update([paragraph(...named(epic), ' keeps its external date.')]);
  const dated = await changeEpic(context.db, epic, { kind: 'edited', data: { externalDate: on, externalReason: why } }, changeOf(context));
  return update([
    on === null
      ? paragraph(...named(dated), ' has no external date any more.')
      : paragraph(...named(dated), ` has an external date: ${externalDateLine(dated, today)}`),
    ...(await epicCard(context, dated)).slice(1),
  ]);
}

async function datable(context: Read | Write, which: Which): Promise<EpicRow> {
  const epic = await loadEpic(context, which);
  await requireOn(context, 'shape', epic);
  if (!isOpen(epic.state))
    throw new Refusal(
      'conflict',
      `${epic.key} is ${EPIC_STATE_NAMES[epic.state].toLowerCase()}, so no date presses any more.`,
      `/flow ${epic.key} shows it.`,
    );
  return epic;
}
