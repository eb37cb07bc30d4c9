import { z } from 'zod';
import { action } from '../../chat/action.ts';
import { optionalChoice } from '../../chat/field.ts';
import { form } from '../../chat/form.ts';
import { SCORE_STEPS } from '../../model/item.ts';

/** Opens the parts of an item's score. */
export const scoreItem = action('scores.score', { itemId: z.uuid() }, 'form');

const options = SCORE_STEPS.map((step) => ({ value: String(step), text: String(step) }));

export const scoreForm = form({
  name: 'scores.score',
  title: 'Score',
  submit: 'Save',
  fields: {
    value: optionalChoice({ label: 'Value', hint: 'For customers and the business, beside the other items.', options }),
    time: optionalChoice({ label: 'Time criticality', hint: 'How much is lost by waiting?', options }),
    risk: optionalChoice({ label: 'Risk or opportunity', hint: 'What does it make safer, or possible?', options }),
    size: optionalChoice({
      label: 'Size',
      hint: 'The smallest item is a 1. Leave open what you do not know: it is never taken for 0.',
      options,
    }),
  },
  data: z.object({ itemId: z.uuid() }),
});
