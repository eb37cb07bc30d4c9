import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

const item = { itemId: z.uuid(), version: z.number().int() };

/** Opens the form that asks why an item goes before everything else. */
export const askExpedite = action('expedite.ask', item, 'form');
/** Lets an expedited item stand where its rank puts it again. */
export const stopExpediting = action('expedite.stop', item);

export const expediteForm = form({
  name: 'expedite.item',
  title: 'Expedite',
  submit: 'Expedite it',
  fields: {
    reason: text({
      label: 'What can’t wait?',
      hint: say`What is lost by waiting, in a few words. It shows wherever the {item} does.`,
      limit: REASON_LIMIT,
    }),
  },
  data: z.object(item),
});
