import { type Block, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addIdea } from '../../../database/ideas/ideas.ts';
import { reopenOf } from '../../../model/item/parking.ts';
import { ended } from '../../../model/text/ended.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import type { Which } from '../../kit/finding/which.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { stopForm } from '../../kit/offers/bets.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { nextAfterStop, requireOpen } from '../review/walk.ts';
import { endBet } from './end-bet.ts';
import { logBet } from './invest.ts';
import { lockRunning, refuseNotRunning } from './lock-running.ts';

/** `/flow stop E-7`: why, and what was learned. */
export async function openStop(context: Read, which: Which, reviewId: string | null = null): Promise<FormReply> {
  const epic = await loadEpic(context, which);
  await requireOn(context, 'invest', epic);
  refuseNotRunning(epic, 'stop');
  if (reviewId !== null) await requireOpen(context, reviewId);
  return showForm(
    stopForm,
    { epicId: epic.id, version: epic.version, reviewId },
    { intro: [paragraph(...named(epic)), paragraph('It goes to the anti-backlog with what was learned. What is in progress stays.')] },
  );
}

/** Gives a bet up: into the anti-backlog with what was learned (row E5). In a review, the next card follows. */
export async function stop(
  context: Write,
  values: FormValues<typeof stopForm.fields>,
  { epicId, version, reviewId }: { readonly epicId: string; readonly version: number; readonly reviewId: string | null },
): Promise<WriteReply> {
  const { reason, learned, reopenOn, reopenWhen } = values;
  const wrong = judgeDate(reopenOn, todayOf(context).date);
  if (wrong) return errors({ reopenOn: wrong });
  const ending = await lockRunning(context, { epicId, version }, 'stop');
  const { epic } = ending;
  const { epic: stopped, told } = await endBet(context, ending, { kind: 'stopped', data: { reason, learned } });
  const idea = await addIdea(
    context.db,
    {
      title: epic.title,
      reasonCode: 'other',
      reason: `${ended(reason)} Learned: ${learned}`,
      reopen: reopenOf(reopenOn, reopenWhen),
      subject: { kind: 'epic', id: epic.id },
      sourceLink: epic.sourceLink,
    },
    changeOf(context),
  );
  await logBet(context, epic, `Stop: it is in the anti-backlog as ${idea.key}.`, { reason, reviewOn: reopenOn ?? null });
  const said: Block[] = [paragraph(...named(stopped), ` is stopped, and ${idea.key} of the anti-backlog keeps what was learned.`), ...told];
  const onward = await nextAfterStop(context, { reviewId, epicId, reason }, said);
  return update(onward ?? [...said, ...(await epicCard(context, stopped)).slice(1)]);
}
