import type { WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { isOpen } from '../../../model/epic/epic.ts';
import type { EpicEvent } from '../../../model/epic/epic-event.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { editForm, type Judged } from '../../kit/forms/edit-form.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { epicCard } from './card.ts';
import { loadEpic } from './load.ts';

/** The epic of a form, as it was when the form was opened. */
export interface OpenedEpic {
  readonly epicId: string;
  readonly revision: number;
}

type Edited = Extract<EpicEvent, { kind: 'edited' }>['data'];

/** An epic that this person may shape and that is open still. */
export async function loadEditable(context: Read | Write, epicId: string): Promise<EpicRow> {
  const epic = await loadEpic(context, { id: epicId });
  await requireOn(context, 'shape', epic);
  refuseClosed(epic);
  return epic;
}

/**
 * Submits a form that edits an epic: what differs is one event `edited`.
 *
 * @param alongside what is written with it, as the decision that it is
 */
export function editEpic(
  context: Write,
  { epicId, revision }: OpenedEpic,
  judge: (epic: EpicRow) => Judged<Edited> | Promise<Judged<Edited>>,
  alongside: (epic: EpicRow, differs: Edited) => Promise<void> = async () => {},
): Promise<WriteReply> {
  return editForm<EpicRow, Edited>({
    load: () => loadEpic(context, { id: epicId }),
    right: (epic) => requireOn(context, 'shape', epic),
    open: refuseClosed,
    overtaken: (epic) => epic.revision !== revision && changedMeanwhile(epic.key),
    judge,
    change: async (epic, data) => {
      await alongside(epic, data);
      return { after: await changeEpic(context.db, epic, { kind: 'edited', data }, changeOf(context)) };
    },
    card: (epic) => epicCard(context, epic),
  });
}

function refuseClosed(epic: EpicRow): void {
  if (!isOpen(epic.state))
    throw new Refusal('conflict', `${epic.key} is ${epic.state}, so it stays as it was.`, `Open it: /flow ${epic.key}.`);
}
