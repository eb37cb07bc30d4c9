import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import type { WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import type { Which } from '../../kit/finding/which.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { editForm } from '../../kit/forms/edit-form.ts';
import { judgeExternalDate } from '../../kit/forms/judge-external-date.ts';
import { epicDateForm } from '../../kit/offers/epics.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from './card.ts';
import type { OpenedEpic } from './edit.ts';
import { loadEpic } from './load.ts';

/** `/flow date E-7`: the date that law or a contract sets, with what is known filled in. */
export async function openEpicDate(context: Read, which: Which): Promise<FormReply> {
  const epic = await loadEpic(context, which);
  await requireOn(context, 'shape', epic);
  refuseClosed(epic);
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
  { epicId, revision }: OpenedEpic,
): Promise<WriteReply> {
  const { date: today } = todayOf(context);
  return editForm<EpicRow, Pick<EpicRow, 'externalDate' | 'externalReason'>>({
    load: () => loadEpic(context, { id: epicId }),
    right: (epic) => requireOn(context, 'shape', epic),
    open: refuseClosed,
    overtaken: (epic) => epic.revision !== revision && changedMeanwhile(epic.key),
    judge: (epic) => {
      const judged = judgeExternalDate(values, epic.externalDate !== null, today);
      return 'errors' in judged ? judged : { wanted: { externalDate: judged.on, externalReason: judged.why } };
    },
    same: (epic) => paragraph(...named(epic), ' keeps its external date.'),
    change: async (epic, _, data) => {
      const after = await changeEpic(context.db, epic, { kind: 'edited', data }, changeOf(context));
      const said =
        data.externalDate === null ? ' has no external date any more.' : ` has an external date: ${externalDateLine(after, today)}`;
      return { after, said: paragraph(...named(after), said) };
    },
    card: async (epic) => (await epicCard(context, epic)).slice(1),
  });
}

function refuseClosed(epic: EpicRow): void {
  if (!isOpen(epic.state))
    throw new Refusal(
      'conflict',
      `${epic.key} is ${EPIC_STATE_NAMES[epic.state].toLowerCase()}, so no date presses any more.`,
      `/flow ${epic.key} shows it.`,
    );
}
