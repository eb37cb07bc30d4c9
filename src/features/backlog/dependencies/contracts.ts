import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { lookup, optionalText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { SOURCES } from '../../kit/finding/sources.ts';

export const dependencies = {
  /** Asks what an item needs done first. */
  ask: action('dependencies.ask', { itemId: z.uuid() }, 'form'),
  /** The one no longer waits for the other. */
  remove: action('dependencies.remove', { itemId: z.uuid(), needsId: z.uuid() }),
  /** The next part of the list; no stream is all of them. */
  more: action('dependencies.more', { streamId: z.uuid().nullable(), after: z.number().int().min(0) }),
};

export const needsForm = form({
  name: 'dependencies.needs',
  title: 'What is needed first?',
  submit: 'Note it',
  fields: {
    needsId: lookup({ label: 'Needs this done first', placeholder: 'A key or a word of the title', source: SOURCES.items }),
    reason: optionalText({ label: 'What for?', hint: 'A few words. They help to find a way without it.', limit: REASON_LIMIT }),
  },
  data: z.object({ itemId: z.uuid() }),
});
