import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, optionalDate, optionalText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { PARK_REASON_NAMES, PARK_REASONS } from '../../../model/item/parking.ts';
import { capital } from '../../../model/text/capital.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';

/** As many items as are parked at once. */
export const PARKED_AT_ONCE = 20;

/** Shows what could be parked, so that ready work is of the right size again. */
export const proposeParking = action('health.parkList', { streamId: z.uuid() });
/** Opens the form that parks one or all of them. */
export const parkSome = action('health.park', { streamId: z.uuid(), itemIds: z.array(z.uuid()).min(1).max(PARKED_AT_ONCE) }, 'form');

export const parkListForm = form({
  name: 'health.park',
  title: 'Park',
  submit: 'Park',
  fields: {
    reasonCode: choice({
      label: 'Reason',
      options: PARK_REASONS.map((value) => ({
        value,
        text: capital(PARK_REASON_NAMES[value]),
      })),
    }),
    reason: longText({ label: 'Why not now?', hint: 'For the next person who has the idea.', limit: REASON_LIMIT, required: true }),
    reopenWhen: optionalText({ label: 'Would reopen if', hint: 'A condition in a few words.', limit: REASON_LIMIT }),
    reopenOn: optionalDate({ label: 'Look again on' }),
  },
  data: z.object({ streamId: z.uuid(), itemIds: z.array(z.uuid()).min(1).max(PARKED_AT_ONCE) }),
});
