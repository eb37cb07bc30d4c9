import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { message, type ReadReply, type UpdateReply, update } from '../../../chat/reply.ts';
import { optionalKey, type WordsReader } from '../../../chat/words.ts';
import { countDelivered, listReviews } from '../../../database/epics/delivered.ts';
import { findEpic } from '../../../database/epics/epics.ts';
import { readOutcomeVersions } from '../../../database/epics/outcome-reviews.ts';
import { knownStart } from '../../../model/epic/outcome-hints.ts';
import type { ReviewList } from '../../../model/epic/review.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { unknownEpic } from '../../kit/finding/unknown.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { review as reviewBets } from '../review/walk.ts';
import { outcomes as acts, reviewForm } from './contracts.ts';
import { mayReview } from './of-epic.ts';
import { readFigures } from './rates.ts';
import { openReview, saveReview } from './review.ts';
import { moreReviews, reviewsView, versionsView } from './views.ts';

/** A key, “bets”, or nothing. */
const keyOrBets: WordsReader<{ readonly key?: string; readonly bets: boolean }> = (words, usage) =>
  words.text.toLowerCase() === 'bets' ? { bets: true } : { ...optionalKey(words, usage), bets: false };

/** What came of what was hoped for (rows G3 to G10, G15). */
export const outcomes: Feature<Access> = {
  name: 'outcomes',
  commands: [
    command({
      name: 'review',
      also: ['review', 'governPortfolio'],
      group: 'portfolio',
      summary: 'Say what came of a delivered epic, or see which wait for it; with “bets”, walk through the running bets.',
      usage: '/flow review [KEY or bets]',
      right: 'read',
      words: keyOrBets,
      handle: ({ key, bets }) =>
        bets
          ? write((context: Write) => reviewBets(context))
          : read((context: Read) => (key === undefined ? showReviews(context) : openReview(context, { key }))),
    }),
  ],
  actions: [
    onAction(acts.review, 'review', ({ epicId }) => read((context: Read) => openReview(context, { id: epicId }))),
    onAction(acts.more, 'read', ({ which, after }) => read((context: Read) => showMore(context, which, after))),
    onAction(acts.versions, 'read', ({ epicId }) => read((context: Read) => showVersions(context, epicId))),
  ],
  forms: [onForm(reviewForm, 'review', (values, data) => write((context: Write) => saveReview(context, values, data)))],
};

async function showReviews(context: Read): Promise<ReadReply> {
  return update(reviewsView(await readFigures(context), (epic) => mayReview(context, epic), todayOf(context)));
}

const PAGE = 20;

async function showMore(context: Read, which: ReviewList, after: number): Promise<UpdateReply> {
  const today = todayOf(context);
  const { [which]: total } = await countDelivered(context.db, today);
  const piece = await listReviews(context.db, which, today, { after, limit: PAGE });
  return update(moreReviews(which, piece, { after, total }, (epic) => mayReview(context, epic), today));
}

async function showVersions(context: Read, epicId: string) {
  const epic = await findEpic(context.db, epicId);
  if (!epic) throw unknownEpic();
  return message(versionsView({ ...epic, startedAt: knownStart(epic) }, await readOutcomeVersions(context.db, epicId), todayOf(context)));
}
