import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';

/** Opens the form that asks what was learned from a finished item. */
export const askLearned = action('learn.ask', { itemId: z.uuid() }, 'form');

export const learnForm = form({
  name: 'learn.item',
  title: 'What did we learn?',
  submit: 'Keep it',
  fields: { learning: text({ label: 'What did we learn?', hint: 'One line is enough. It stays on the card.', limit: REASON_LIMIT }) },
  data: z.object({ itemId: z.uuid() }),
});
