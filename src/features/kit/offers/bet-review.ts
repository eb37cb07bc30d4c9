import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What a review says of a bet that goes on; stopping is the act of its own form. */
export const GOES_ON = ['continue', 'change'] as const;
export type GoesOn = (typeof GOES_ON)[number];

/** Begins to walk through the running bets, or takes the open review up again. */
export const startReview = action('portfolio.review', {});
/** Opens the form for one bet's answer. */
export const askStep = action('portfolio.askStep', { reviewId: z.uuid(), epicId: z.uuid(), choice: z.enum(GOES_ON) }, 'form');
/** Starts one of what is ready, and shows what could start next. */
export const startNext = action('portfolio.startNext', { reviewId: z.uuid(), epicId: z.uuid(), version: z.number().int() });
/** Ends the review, and posts its summary. */
export const closeReview = action('portfolio.closeReview', { reviewId: z.uuid() });

export const stepForm = form({
  name: 'portfolio.reviewStep',
  title: say`Review {a bet}`,
  submit: 'Note it',
  fields: { reason: text({ label: 'Why, in a line?', hint: 'It stays with the decision.', limit: REASON_LIMIT }) },
  data: z.object({ reviewId: z.uuid(), epicId: z.uuid(), choice: z.enum(GOES_ON) }),
});
