import { type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askStep, closeReview, startNext, startReview, stepForm } from '../../kit/offers/bet-review.ts';
import { close, openStep, review, saveStep, startFromReview } from './walk.ts';

/** A walk through the running bets: continue, change, stop, then start next (row B9). */
export const betReview: Feature<Access> = {
  name: 'bet-review',
  // Begun by `/flow review bets`, which features/outcomes reads with its other words, or by the button.
  commands: [],
  actions: [
    onAction(startReview, 'governPortfolio', () => write((context: Write) => review(context))),
    onAction(askStep, 'governPortfolio', ({ reviewId, epicId, choice }) =>
      read((context: Read) => openStep(context, reviewId, epicId, choice)),
    ),
    onAction(startNext, 'governPortfolio', (data) => write((context: Write) => startFromReview(context, data))),
    onAction(closeReview, 'governPortfolio', ({ reviewId }) => write((context: Write) => close(context, reviewId))),
  ],
  forms: [onForm(stepForm, 'governPortfolio', ({ reason }, data) => write((context: Write) => saveStep(context, reason, data)))],
};
