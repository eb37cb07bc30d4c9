import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { form } from '../../../chat/form.ts';
import { SCORE_STEPS } from '../../../model/score/item-score.ts';
import { SCORE_PARTS } from '../../../model/score/score.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { scoreFields } from '../forms/score-fields.ts';

/** Opens the score of one epic, all columns of it. */
export const scoreEpic = action('portfolio.score', { epicId: z.uuid() }, 'form');

const column = { part: z.enum(SCORE_PARTS), after: z.number().int().min(0), all: z.boolean() };

/** Shows the next epic of a column; `all`: those with a number, too. */
export const scoreColumn = action('portfolio.scoreColumn', column);
/** Gives an epic its number in a column, and goes on to the next; the button names the revision it was drawn against. */
export const scorePart = action('portfolio.scorePart', {
  ...column,
  epicId: z.uuid(),
  revision: z.number().int(),
  value: z
    .number()
    .int()
    .refine((value) => (SCORE_STEPS as readonly number[]).includes(value)),
});

export const scoreEpicForm = form({
  name: 'portfolio.score',
  title: say`Score of {an epic}`,
  submit: 'Save',
  fields: scoreFields('epic'),
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});
