import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, optionalDate, optionalLink, optionalLookup, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { LONG_TEXT_LIMIT, REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../../kit/finding/sources.ts';

/** The next part of the log, or of what was found in it. */
export const moreDecisions = action('decisions.more', { words: z.string().max(2_000), after: z.number().int().min(0) });
/** Asks the same question again: what was decided stays, the new answer stands beside it. */
export const decideAnew = action('decisions.anew', { key: z.string().max(20) }, 'form');

/** Two answers are enough; the rest may stay empty. */
export const decideForm = form({
  name: 'decisions.decide',
  title: 'Note a decision',
  submit: 'Note it',
  fields: {
    question: text({ label: 'Question', placeholder: 'What was to be decided?', limit: TITLE_LIMIT }),
    choice: longText({ label: 'Choice', hint: 'What was chosen, in a sentence.', limit: REASON_LIMIT, required: true }),
    reason: longText({ label: 'Reason', hint: 'Why this, and not the other?', limit: LONG_TEXT_LIMIT }),
    effect: optionalText({ label: 'Expected effect', hint: 'What will be different, and how would you see it?', limit: REASON_LIMIT }),
    reviewOn: optionalDate({ label: 'Look at it again on' }),
    aboutId: optionalLookup({
      label: 'About',
      hint: say`{An item}, {epic} or parked idea. Leave empty if it is about more.`,
      source: SOURCES.things,
    }),
    link: optionalLink({ label: 'Link', hint: 'To the talk or a document.', limit: { graphemes: 1_000, bytes: 2_000 } }),
  },
  data: z.object({}),
});
