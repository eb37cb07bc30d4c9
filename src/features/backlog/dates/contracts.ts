import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { optionalDate, optionalText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';

/** Opens an item's external date. */
export const dateItem = action('externalDates.date', { itemId: z.uuid() }, 'form');

export const dateForm = form({
  name: 'externalDates.date',
  title: 'External date',
  submit: 'Save',
  fields: {
    on: optionalDate({ label: 'Date', hint: 'Set by a law or a contract, not by us. Leave it empty if there is none.' }),
    why: optionalText({ label: 'Which law or contract?', limit: REASON_LIMIT }),
  },
  data: z.object({ itemId: z.uuid() }),
});
