import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { suggestedUntil } from '../../../model/epic/bets.ts';
import type { Read, Write } from '../../kit/access.ts';
import type { Which } from '../../kit/finding/which.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { holdForm } from '../../kit/offers/bets.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { endBet } from './end-bet.ts';
import { logBet } from './invest.ts';
import { lockRunning, refuseNotRunning } from './lock-running.ts';

/** `/flow hold E-7`: why, and when to look again. */
export async function openHold(context: Read, which: Which): Promise<FormReply> {
  const epic = await loadEpic(context, which);
  await requireOn(context, 'invest', epic);
  refuseNotRunning(epic, 'hold');
  return showForm(
    holdForm,
    { epicId: epic.id, version: epic.version },
    {
      intro: [paragraph(...named(epic)), paragraph('It goes back to ready and frees its place. What is in progress stays.')],
      values: { until: suggestedUntil(todayOf(context).date) },
    },
  );
}

/** Takes a running bet back to ready, with its reason and the day on which to look again. */
export async function hold(
  context: Write,
  { reason, until }: FormValues<typeof holdForm.fields>,
  { epicId, version }: { readonly epicId: string; readonly version: number },
): Promise<WriteReply> {
  const today = todayOf(context).date;
  if (until === undefined) return errors({ until: 'Pick the day on which to look again.' });
  const wrong = judgeDate(until, today, { optional: false });
  if (wrong) return errors({ until: wrong });
  const ending = await lockRunning(context, { epicId, version }, 'hold');
  const { epic } = ending;
  const { epic: onHold, told } = await endBet(context, ending, { kind: 'held', data: { reason, until } });
  await logBet(context, epic, `Hold, and look again on ${sayDate(until, today)}.`, { reason, reviewOn: until });
  return update([
    paragraph(...named(onHold), ` is on hold: ready, and to be looked at again on ${sayDate(until, today)}.`),
    ...told,
    ...(await epicCard(context, onHold)).slice(1),
  ]);
}
