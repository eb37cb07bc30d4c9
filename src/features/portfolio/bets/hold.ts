import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { suggestedUntil } from '../../../model/epic/bets.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read, Write } from '../../kit/access.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { holdForm } from '../../kit/offers/bets.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic, type Which } from '../epics/load.ts';
import { logBet } from './invest.ts';
import { leave, lockLeaving } from './leave.ts';

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
  const wrong = judgeDate(until, today);
  if (wrong) return errors({ until: wrong.replace(', or leave it empty', '') });
  const leaving = await lockLeaving(context, epicId);
  const { epic } = leaving;
  await requireOn(context, 'invest', epic);
  if (epic.version !== version) return errors({ reason: changedSince(epic) });
  refuseNotRunning(epic, 'hold');
  const { epic: held, told } = await leave(context, leaving, { kind: 'held', data: { reason, until } });
  await logBet(context, epic, `Hold, and look again on ${sayDate(until, today)}.`, { reason, reviewOn: until });
  return update([
    paragraph(...named(held), ` is on hold: ready, and to be looked at again on ${sayDate(until, today)}.`),
    ...told,
    ...(await epicCard(context, held)).slice(1),
  ]);
}

/** @throws Refusal conflict for what is no running bet */
export function refuseNotRunning(epic: EpicRow, act: 'hold' | 'stop'): void {
  if (epic.state === 'investing') return;
  const state = EPIC_STATE_NAMES[epic.state].toLowerCase();
  const open = epic.state === 'funnel' || epic.state === 'exploring' || epic.state === 'ready';
  throw new Refusal(
    'conflict',
    `${epic.key} is ${state}, so there is no running bet to ${act}.`,
    open ? `It waits as it is; to put it away, type /flow park ${epic.key}.` : `Open it: /flow ${epic.key}.`,
  );
}

/** What the form of a person says who was overtaken. */
export function changedSince(epic: EpicRow): string {
  return `${epic.key} changed since this form was opened: it is ${EPIC_STATE_NAMES[epic.state].toLowerCase()} now. Close this and look at it first: /flow ${epic.key}.`;
}
