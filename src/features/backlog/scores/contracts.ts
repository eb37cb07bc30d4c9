import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { form } from '../../../chat/form.ts';
import { scoreFields } from '../../kit/forms/score-fields.ts';

/** Opens the parts of an item's score. */
export const scoreItem = action('scores.score', { itemId: z.uuid() }, 'form');

export const scoreForm = form({
  name: 'scores.score',
  title: 'Score',
  submit: 'Save',
  fields: scoreFields('item'),
  data: z.object({ itemId: z.uuid() }),
});
