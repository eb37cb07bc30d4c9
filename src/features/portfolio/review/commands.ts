import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey, type WordsReader } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askStep, closeReview, startReview, stepForm } from '../../kit/offers/bet-review.ts';
import { openReview } from '../outcomes/review.ts';
import { showReviews } from '../outcomes/show-reviews.ts';
import { close, openStep, review, saveStep } from './walk.ts';

/** A key, “bets”, or nothing. */
const keyOrBets: WordsReader<{ readonly key?: string; readonly bets: boolean }> = (words, usage) =>
  words.text.toLowerCase() === 'bets' ? { bets: true } : { ...optionalKey(words, usage), bets: false };

/** A walk through the running bets: continue, change, stop, then start next (row B9). */
export const betReview: Feature<Access> = {
  name: 'bet-review',
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
          ? write((context: Write) => review(context))
          : read((context: Read) => (key === undefined ? showReviews(context) : openReview(context, { key }))),
    }),
  ],
  actions: [
    onAction(startReview, 'governPortfolio', () => write((context: Write) => review(context))),
    onAction(askStep, 'governPortfolio', ({ reviewId, epicId, choice }) =>
      read((context: Read) => openStep(context, reviewId, epicId, choice)),
    ),
    onAction(closeReview, 'governPortfolio', ({ reviewId }) => write((context: Write) => close(context, reviewId))),
  ],
  forms: [onForm(stepForm, 'governPortfolio', ({ reason }, data) => write((context: Write) => saveStep(context, reason, data)))],
};
