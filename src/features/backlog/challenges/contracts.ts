import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What a challenge ends in (row D10). */
export const ANSWERS = ['keep', 'change', 'park'] as const;
export type ChallengeAnswer = (typeof ANSWERS)[number];

export const challenges = {
  /** Opens the form that asks why an item is here. */
  ask: action('challenges.ask', { itemId: z.uuid() }, 'form'),
  /** Opens the form that takes the answer's reason. */
  answer: action('challenges.answer', { challengeId: z.uuid(), answer: z.enum(ANSWERS) }, 'form'),
};

export const challengeForm = form({
  name: 'challenges.ask',
  title: 'Challenge',
  submit: 'Ask it',
  fields: {
    question: text({ label: 'Question', hint: say`The owner of the {stream} answers it: keep, change or park.`, limit: REASON_LIMIT }),
  },
  data: z.object({ itemId: z.uuid() }),
});

export const answerForm = form({
  name: 'challenges.answer',
  title: 'Answer a challenge',
  submit: 'Answer',
  fields: {
    reason: longText({
      label: 'Because',
      hint: 'One or two sentences. It goes into the decision log.',
      limit: REASON_LIMIT,
      required: true,
    }),
  },
  data: z.object({ challengeId: z.uuid(), answer: z.enum(ANSWERS) }),
});
