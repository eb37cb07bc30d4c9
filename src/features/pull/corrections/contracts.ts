import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { longText, optionalDate } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';

/** Opens an item's start and finish. */
export const correctItem = action('corrections.correct', { itemId: z.uuid() }, 'form');

export const correctForm = form({
  name: 'corrections.correct',
  title: 'Correct start or finish',
  submit: 'Correct it',
  fields: {
    startedOn: optionalDate({ label: 'Started on' }),
    finishedOn: optionalDate({ label: 'Finished on', hint: 'Only once it is done.' }),
    reason: longText({
      label: 'What was forgotten?',
      hint: 'It stands beside the correction. Both values are kept.',
      limit: REASON_LIMIT,
      required: true,
    }),
  },
  /** `version`: of the item when the form was opened. */
  data: z.object({ itemId: z.uuid(), version: z.number().int() }),
});
