import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey, type WordsReader } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askStep, closeReview, startReview, stepForm } from '../../kit/offers/bet-review.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { openReview } from '../outcomes/review.ts';
import { showReviews } from '../outcomes/show-reviews.ts';
import { close, openStep, saveStep, review as walk } from './walk.ts';

/** A key, “bets”, or nothing. */
const keyOrBets: WordsReader<{ readonly key?: string; readonly bets: boolean }> = (words, usage) =>
  words.text.toLowerCase() === 'bets' ? { bets: true } : { ...optionalKey(words, usage), bets: false };

/** A walk through the running bets: continue, change, stop, then start next (row B9). */
export const review: Feature<Access> = {
  name: 'bet-review',
  commands: [
    command({
      name: 'review',
      also: ['review', 'governPortfolio'],
      group: 'portfolio',
      summary: say`Say what came of a delivered {epic}, or see which wait for it; with “bets”, walk through the running {bets}.`,
      usage: '/flow review [KEY or bets]',
      right: 'read',
      words: keyOrBets,
      handle: ({ key, bets }) =>
        bets
          ? write((context: Write) => walk(context))
          : read((context: Read) => (key === undefined ? showReviews(context) : openReview(context, { key }))),
    }),
  ],
  actions: [
    onWrite(startReview, 'governPortfolio', (context) => walk(context)),
    onRead(askStep, 'governPortfolio', (context, { reviewId, epicId, choice }) => openStep(context, reviewId, epicId, choice)),
    onWrite(closeReview, 'governPortfolio', (context, { reviewId }) => close(context, reviewId)),
  ],
  forms: [onSubmit(stepForm, 'governPortfolio', (context, { reason }, data) => saveStep(context, reason, data))],
};
