import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { addBetException, lockBets, readBets } from '../../../database/epics/bets.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { endOfDay, LONGEST_EXCEPTION_DAYS, latestUntil, suggestedUntil } from '../../../model/epic/bets.ts';
import { missingForInvesting } from '../../../model/epic/gate.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { loadOpened } from '../../kit/forms/load-opened.ts';
import { overrideForm } from '../../kit/offers/bets.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { sayFull } from '../../kit/words/bet-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { loadEpic } from '../epics/load.ts';
import { missingView } from '../gate/missing-view.ts';
import { type Hurdles, hurdlesFor } from './against.ts';
import { betterReady, sayBetter } from './better-ready.ts';
import { refuseElsewhere, startBet } from './invest.ts';
import { stateNow } from './lock-running.ts';

/** Opens the form that lets an epic be over a limit or larger than usual, once it is clear what stands against it. */
export async function openOverride(context: Read, epicId: string): Promise<FormReply | ReadReply> {
  await requireRight(context, 'governPortfolio', {});
  const epic = await loadEpic(context, { id: epicId });
  refuseElsewhere(epic);
  const bets = await readBets(context.db, context.now);
  const missing = epic.state === 'delivered' ? [] : missingForInvesting(epic, bets.policy.investBy);
  if (missing.length > 0) return update(missingView(context, epic, 'investing', missing, bets.policy.investBy));
  const hurdles = await hurdlesFor(context, epic, bets);
  const { date } = todayOf(context);
  const better = await betterReady(context, epic);
  return showForm(
    overrideForm,
    { epicId: epic.id, version: epic.version },
    {
      intro: [
        paragraph(...named(epic)),
        ...hurdles.full.map((one) => paragraph(`${sayFull(one, bets)}.`)),
        ...(hurdles.largest === null
          ? []
          : [paragraph(say`Its size is ${epic.score?.size}; above ${hurdles.largest} the {portfolio} approves it.`)]),
        ...(better.length === 0 ? [] : [paragraph(sayBetter(epic, better))]),
      ],
      values: { until: suggestedUntil(date) },
      ...(hurdles.full.length === 0 ? { labels: { until: '' } } : {}),
    },
  );
}

/** Invests over a limit or a guardrail: by a leader, with a reason, as a decision, and over a limit only until a day (row B5). */
export async function override(
  context: Write,
  { reason, until }: FormValues<typeof overrideForm.fields>,
  { epicId, version }: { readonly epicId: string; readonly version: number },
): Promise<WriteReply> {
  const { epic, bets } = await loadOpened({
    load: async () => {
      const locked = await lockBets(context.db, context.now);
      return { bets: locked, epic: await loadEpic(context, { id: epicId }) };
    },
    right: () => requireRight(context, 'governPortfolio', {}),
    open: (one) => refuseElsewhere(one.epic),
    overtaken: (one) => one.epic.version !== version && changedMeanwhile(one.epic.key, { now: stateNow(one.epic) }),
  });
  // What is missing may not be passed by.
  const missing = epic.state === 'delivered' ? [] : missingForInvesting(epic, bets.policy.investBy);
  if (missing.length > 0) return update(missingView(context, epic, 'investing', missing, bets.policy.investBy));
  // Where nothing is in the way any more, there is no exception to make; the reason stays with the bet.
  const hurdles = await hurdlesFor(context, epic, bets);
  const { date: today, zone } = todayOf(context);
  if (hurdles.full.length > 0) {
    if (until === undefined) return errors({ until: 'An exception ends: pick its last day.' });
    if (until < today || until > latestUntil(today))
      return errors({ until: `Pick a day from today on, within ${LONGEST_EXCEPTION_DAYS} days.` });
    await addBetException(context.db, epic.id, context.now, endOfDay(until, zone));
  }
  await logHurdles(context, epic, hurdles, { reason, until: until ?? today });
  const { epic: started, said } = await startBet(context, epic, bets, reason, await betterReady(context, epic));
  const over =
    hurdles.full.length > 0 && until !== undefined ? [paragraph(`It may be over the limit until ${sayDate(until, today)}.`)] : [];
  return update([...said, ...over, ...(await epicCard(context, started)).slice(1)]);
}

async function logHurdles(
  context: Write,
  epic: EpicRow,
  { full, largest }: Hurdles,
  { reason, until }: { readonly reason: string; readonly until: string },
): Promise<void> {
  const subject = { type: 'epic', id: epic.id } as const;
  if (full.length > 0) {
    await writeDecision(
      context.db,
      {
        act: 'bet_exception',
        subject,
        question: `May ${epic.key} run over the limit of ${full.map((one) => one.limit).join(' and ')}?`,
        choice: `Yes, until ${sayDate(until, todayOf(context).date)}`,
        reason,
        reviewOn: until,
      },
      changeOf(context),
    );
  }
  if (largest !== null) {
    await writeDecision(
      context.db,
      {
        act: 'approval',
        subject,
        question: `May ${epic.key} be larger than ${largest}?`,
        choice: `Yes, with size ${epic.score?.size}`,
        reason,
      },
      changeOf(context),
    );
  }
}
