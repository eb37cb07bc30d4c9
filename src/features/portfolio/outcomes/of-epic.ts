import { type Block, type Button, button, note } from '../../../chat/block.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { lastReview, type ReviewRow, readOutcomeVersions } from '../../../database/epics/outcome-reviews.ts';
import { sayDate } from '../../../model/calendar/say-date.ts';
import { hintsOf, knownStart, lateOutcome } from '../../../model/epic/outcome-hints.ts';
import { dueOn, isWaiting } from '../../../model/epic/review.ts';
import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../../kit/access.ts';
import { onDay, type Today, todayOf } from '../../kit/words/idea-words.ts';
import { EVIDENCE_NAMES, HINT_WORDS, lateMark, VERDICT_NAMES } from '../../kit/words/outcome-words.ts';
import { outcomes } from './contracts.ts';

/** May the asker say what came of the epic? */
export function mayReview(context: Read | Write, epic: Pick<EpicRow, 'ownerId'>): boolean {
  return may('review', context.asker.roles, { own: epic.ownerId !== null && epic.ownerId === context.asker.memberId });
}

/** What an epic's card says of its outcome besides the sentence. */
export interface OutcomeOfEpic {
  /** " (changed after start, on 3 March)", or nothing. */
  readonly mark: string;
  /** "met on 3 March by Amara, by a metric", or when it is due; null before delivery. */
  readonly review: string | null;
  readonly acts: readonly (Button | false)[];
  /** For whoever looks after it. */
  readonly hints: readonly Block[];
}

/** Reads what a card says of an epic's outcome: whether it was changed after the start, what was reviewed, and hints to the owner. */
export async function outcomeOfEpic(context: Read | Write, epic: EpicRow): Promise<OutcomeOfEpic> {
  const today = todayOf(context);
  const versions = await readOutcomeVersions(context.db, epic.id);
  const review = await lastReview(context.db, epic);
  const hints = may('shape', context.asker.roles, { own: epic.ownerId === context.asker.memberId }) ? hintsOf(epic, versions, review) : [];
  const waits = epic.state === 'delivered' && (review === null || isWaiting(review));
  return {
    mark: lateMark(lateOutcome(versions, knownStart(epic)), today),
    review: reviewLine(epic, review, today),
    acts: [
      waits && mayReview(context, epic) && button('Review', outcomes.review, { epicId: epic.id }, { hint: `Review ${epic.key}` }),
      versions.length > 1 && button('Versions', outcomes.versions, { epicId: epic.id }, { hint: `Versions of the outcome of ${epic.key}` }),
    ],
    hints: hints.map((hint) => note(HINT_WORDS[hint])),
  };
}

function reviewLine(epic: EpicRow, review: ReviewRow | null, today: Today): string | null {
  const again = epic.state === 'delivered' && epic.finishedAt !== null && (review === null || isWaiting(review));
  const due =
    again && epic.finishedAt !== null
      ? dueOn({ ...epic, finishedAt: epic.finishedAt, verdict: null, reviewedAt: review?.at ?? null }, today.zone)
      : null;
  const when = due === null ? '' : due <= today.date ? `due since ${sayDate(due, today.date)}` : `due on ${sayDate(due, today.date)}`;
  if (review === null) return due === null ? null : when;
  return `${reviewed(review, today)}${when === '' ? '' : `; ${when}`}`;
}

/** "met on 3 March by Amara, by a metric: 31 %" */
export function reviewed(review: ReviewRow, today: Today): string {
  const by = review.by === null ? '' : ` by ${review.by}`;
  const rests = review.evidenceKind === 'none' ? 'without evidence' : `by ${EVIDENCE_NAMES[review.evidenceKind]}`;
  return `${VERDICT_NAMES[review.verdict]} on ${onDay(review.at, today)}${by}, ${rests}${review.actual === null ? '' : `: ${review.actual}`}`;
}
