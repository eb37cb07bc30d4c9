import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import type { Bets, RunningBet } from '../../../database/epics/bets.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { placesTaken } from '../../../model/epic/bets.ts';
import { byScore } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { askStep, closeReview, startNext } from '../../kit/offers/bet-review.ts';
import { stopEpic } from '../../kit/offers/bets.ts';
import { runsSince } from '../../kit/words/bet-words.ts';
import { gapMark } from '../../kit/words/epic-words.ts';
import { onDay, todayOf } from '../../kit/words/idea-words.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { untilDay } from '../../kit/words/room-words.ts';
import { shortScore } from '../../kit/words/short-score.ts';
import type { Ready } from '../epics/store.ts';
import type { Review, Step } from './store.ts';

const LISTED = 10;

/** One bet of a review: what it hopes for, how far it is, and the three answers. */
export function stepView(
  context: Read | Write,
  review: Review,
  { bet, place, of }: { readonly bet: RunningBet; readonly place: number; readonly of: number },
): Block[] {
  const { now, organization } = context;
  const { zone } = organization;
  return [
    heading(say`Review the {bets}: ${place} of ${of}`),
    paragraph(...named(bet)),
    paragraph(`Anticipated outcome: ${bet.outcome ?? 'not known yet'}${gapMark(bet)}`),
    facts(
      ...runsSince(context, bet).map((since) => ({ label: 'Running', value: [since] })),
      { label: say`{Items}`, value: [bet.items === 0 ? 'none yet' : `${bet.done} of ${bet.items} done`] },
      { label: 'Owner', value: [bet.ownerName ?? 'nobody yet'] },
      ...(bet.exceptedUntil ? [{ label: 'Over the limit', value: [`until ${untilDay(bet.exceptedUntil, { now, zone })}`] }] : []),
    ),
    paragraph('Knowing what we know now, would we start it today?'),
    buttons(
      button(
        'Continue',
        askStep,
        { reviewId: review.id, epicId: bet.id, choice: 'continue' },
        { style: 'primary', hint: `Continue ${bet.key}` },
      ),
      button('Change', askStep, { reviewId: review.id, epicId: bet.id, choice: 'change' }, { hint: `Change ${bet.key}` }),
      button('Stop', stopEpic, { epicId: bet.id, reviewId: review.id }, { hint: `Stop ${bet.key}` }),
    ),
    note(begun(context, review)),
  ];
}

/** After the last bet: how much room there is, and what could start. */
export function startView(context: Read | Write, review: Review, bets: Bets, candidates: readonly Ready[]): Block[] {
  const { running, limits } = bets;
  const today = todayOf(context).date;
  const best = [...candidates].sort(byScore).slice(0, LISTED);
  const taken = placesTaken(running);
  const room = Math.max(0, limits.portfolio - taken);
  return [
    heading(say`Review the {bets}: start next`),
    paragraph(say`{Bets}: ${running.length} of ${limits.portfolio}. ${room === 0 ? 'There is no room for another.' : `Room for ${room}.`}`),
    ...(best.length === 0
      ? [paragraph('Nothing is ready to invest in.')]
      : [
          list(
            best.map((one) =>
              entry(
                [
                  ...named(one),
                  `: ${shortScore(one.score)}${one.holdUntil === null ? '' : `, on hold until ${sayDate(one.holdUntil, today)}`}`,
                ],
                button(
                  'Invest',
                  startNext,
                  { reviewId: review.id, epicId: one.id, version: one.version },
                  { hint: `Invest in ${one.key}` },
                ),
              ),
            ),
          ),
        ]),
    buttons(
      button('Finish the review', closeReview, { reviewId: review.id }, { style: 'primary' }),
      button('Portfolio', runCommand, { text: 'portfolio' }),
    ),
    note(begun(context, review)),
  ];
}

const CHOICES = { continue: 'continues', change: 'changes', stop: 'stops' } as const;

/** What the review came to: posted where it was started. */
export function summaryView(
  context: Read | Write,
  steps: readonly Step[],
  started: readonly { readonly key: string; readonly title: string }[],
  bets: Bets,
): Block[] {
  const decided = steps.filter((one) => one.choice !== null);
  const left = steps.filter((one) => one.choice === null);
  return [
    heading(say`{Portfolio} review, ${onDay(context.now, todayOf(context))}`),
    ...(steps.length === 0 ? [paragraph(say`No {bet} was running.`)] : []),
    ...(decided.length === 0
      ? []
      : [list(decided.map((one) => entry([...named(one), ` ${one.choice === null ? '' : CHOICES[one.choice]}: ${one.reason ?? ''}`])))]),
    ...(left.length === 0 ? [] : [paragraph(`Without an answer: ${left.map((one) => `${one.key} (${one.state})`).join(', ')}.`)]),
    paragraph(started.length === 0 ? 'Nothing new starts.' : `Started: ${started.map((one) => `${one.key} · ${one.title}`).join(', ')}.`),
    note(`${count(bets.running.length, say`{bet}`, say`{bets}`)} of ${bets.limits.portfolio} running.`),
  ];
}

function begun(context: Read | Write, review: Review): string {
  return `${review.startedByName ?? 'Somebody'} began this review on ${onDay(review.startedAt, todayOf(context))}. It waits; /flow review bets takes it up again.`;
}
