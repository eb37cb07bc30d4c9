import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { optionalChoice } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { SCORE_STEPS } from '../../../model/item.ts';
import { SCORE_PARTS } from '../../../model/score.ts';

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

const options = SCORE_STEPS.map((step) => ({ value: String(step), text: String(step) }));

export const scoreEpicForm = form({
  name: 'portfolio.score',
  title: 'Score of an epic',
  submit: 'Save',
  fields: {
    value: optionalChoice({ label: 'Value', hint: 'For customers and the business, beside the other epics.', options }),
    time: optionalChoice({ label: 'Time criticality', hint: 'How much is lost by waiting?', options }),
    risk: optionalChoice({ label: 'Risk or opportunity', hint: 'What does it make safer, or possible?', options }),
    size: optionalChoice({
      label: 'Size',
      hint: 'The smallest epic is a 1. Leave open what you do not know: it is never taken for 0.',
      options,
    }),
  },
  data: z.object({ epicId: z.uuid(), revision: z.number().int() }),
});
