import { type Block, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { readBets } from '../../../database/epics/bets.ts';
import { logEvent } from '../../../database/events/events.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { type GoesOn, stepForm } from '../../kit/offers/bet-review.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { loadEpic } from '../epics/load.ts';
import { readReady } from '../epics/store.ts';
import * as store from './store.ts';
import { startView, stepView, summaryView } from './views.ts';

/** Begins a review of the running bets, or takes the open one up again (row B9). */
export async function review(context: Write): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  if ((await readBets(context.db, context.now)).running.length + (await readReady(context.db)).length === 0)
    throw new Refusal(
      'conflict',
      say`No {bet} is running and none is ready, so there is nothing to review.`,
      'Type /flow portfolio to see what there is.',
    );
  const began = await store.beginReview(context.db, context.asker.memberId, context.place, context.now);
  const open = await store.findOpenReview(context.db);
  if (!open) throw new Refusal('conflict', 'The review was finished this moment.', 'Type /flow review bets for another.');
  if (began) await logReview(context, 'review began', { reviewId: open.id });
  return update(await onward(context, open));
}

/** Opens the form for one bet's answer. */
export async function openStep(context: Read, reviewId: string, epicId: string, choice: GoesOn): Promise<FormReply> {
  await requireRight(context, 'governPortfolio', {});
  const [found, epic] = [await store.findReview(context.db, reviewId), await loadEpic(context, { id: epicId })];
  const step = await openStepOf(context, found, epicId);
  return showForm(
    stepForm,
    { reviewId, epicId: step.epicId, choice },
    {
      intro: [
        paragraph(...named(epic)),
        paragraph(choice === 'continue' ? 'It goes on as it is.' : 'It goes on, and something changes: what, and why?'),
      ],
    },
  );
}

/** Notes that a bet goes on, or goes on otherwise: a decision with its reason. Then the next card. */
export async function saveStep(
  context: Write,
  reason: string,
  { reviewId, epicId, choice }: { readonly reviewId: string; readonly epicId: string; readonly choice: GoesOn },
): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const open = await store.lockReview(context.db, reviewId);
  const step = await openStepOf(context, open, epicId);
  if (!open) throw gone();
  if (step.choice !== null) {
    const said = paragraph(`${step.decidedByName ?? 'Somebody'} answered for ${step.key} already: ${step.choice}.`);
    return update([said, ...(await onward(context, open))]);
  }
  if (step.state !== 'investing') {
    const said = paragraph(`${step.key} is ${EPIC_STATE_NAMES[step.state].toLowerCase()} by now, so nothing was noted.`);
    return update([said, ...(await onward(context, open))]);
  }
  await note(context, { reviewId, epicId, choice, reason });
  await writeDecision(
    context.db,
    {
      act: 'bet',
      subject: { type: 'epic', id: epicId },
      question: say`Do we {bet} on ${step.key} · ${step.title}?`,
      choice: choice === 'continue' ? 'Continue.' : 'Continue, with a change.',
      reason,
    },
    changeOf(context),
  );
  return update([paragraph(...named(step), choice === 'continue' ? ' continues.' : ' changes.'), ...(await onward(context, open))]);
}

/**
 * After a bet was stopped in a review: notes it there, and shows the next card.
 *
 * @returns null where it was stopped outside of an open review
 */
export async function nextAfterStop(
  context: Write,
  { reviewId, epicId, reason }: { readonly reviewId: string | null; readonly epicId: string; readonly reason: string },
  said: readonly Block[],
): Promise<Block[] | null> {
  if (reviewId === null) return null;
  const open = await store.lockReview(context.db, reviewId);
  if (!open || open.closedAt !== null) return null;
  const step = (await store.readSteps(context.db, reviewId)).find((one) => one.epicId === epicId);
  if (step?.choice === null) await note(context, { reviewId, epicId, choice: 'stop', reason });
  return [...said, ...(await onward(context, open))];
}

/** Ends the review; its summary is posted where it was started. */
export async function close(context: Write, reviewId: string): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const open = await store.lockReview(context.db, reviewId);
  if (!open) throw gone();
  if (open.closedAt !== null) throw over();
  await store.endReview(context.db, reviewId, context.now);
  await logReview(context, 'review closed', { reviewId });
  const steps = await store.readSteps(context.db, reviewId);
  const started = await store.readStarted(context.db, open.startedAt);
  const summary = summaryView(context, steps, started, await readBets(context.db, context.now));
  return update([paragraph('The review is finished. Its summary is posted where it was started.'), ...summary], {
    announcements: [
      { place: { platform: open.platform, externalId: open.placeId }, subject: `review:${reviewId}`, mode: 'post', blocks: summary },
    ],
  });
}

/** The next bet without an answer, or what could start once all have one. Bets that left meanwhile are passed over. */
export async function onward(context: Write, open: store.Review): Promise<Block[]> {
  const steps = await store.readSteps(context.db, open.id);
  const bets = await readBets(context.db, context.now);
  const place = steps.findIndex((one) => one.choice === null && one.state === 'investing');
  const bet = bets.running.find((one) => one.id === steps[place]?.epicId);
  if (bet) return stepView(context, open, { bet, place: place + 1, of: steps.length });
  return startView(context, open, bets, await readReady(context.db));
}

async function note(
  context: Write,
  step: { readonly reviewId: string; readonly epicId: string; readonly choice: GoesOn | 'stop'; readonly reason: string },
): Promise<void> {
  await store.writeStep(context.db, step, context.asker.memberId, context.now);
  await logReview(context, say`{bet} reviewed`, step);
}

function logReview(context: Write, kind: string, data: Readonly<Record<string, unknown>>): Promise<void> {
  return logEvent(context.db, { type: 'organization', id: context.organization.id }, kind, data, changeOf(context));
}

/** @throws Refusal not_found or conflict for a review that is not open here */
export async function requireOpen(context: Read | Write, reviewId: string): Promise<store.Review> {
  const found = await store.findReview(context.db, reviewId);
  if (!found) throw gone();
  if (found.closedAt !== null) throw over();
  return found;
}

async function openStepOf(context: Read | Write, found: store.Review | null, epicId: string): Promise<store.Step> {
  if (!found) throw gone();
  if (found.closedAt !== null) throw over();
  const step = (await store.readSteps(context.db, found.id)).find((one) => one.epicId === epicId);
  if (!step) throw gone();
  return step;
}

/** A review of another organization, and one that never was, get this same answer. */
function gone(): Refusal {
  return new Refusal('not_found', "I don't know that review.", 'Type /flow review bets to see the open one, or begin one.');
}

function over(): Refusal {
  return new Refusal('conflict', 'That review is finished.', 'Type /flow review bets to begin another.');
}
