import { z } from 'zod';
import { choice, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { ITEM_KINDS } from '../../../model/item/item.ts';
import { TITLE_LIMIT } from '../../../model/text/text.ts';

const KIND_OPTIONS = ITEM_KINDS.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) }));

export const unplannedForm = form({
  name: 'unplanned.start',
  title: 'Unplanned work',
  submit: 'Start it',
  fields: {
    title: text({ label: 'Title', placeholder: 'What came up? A few words.', limit: TITLE_LIMIT }),
    streamId: choice({ label: 'Stream' }),
    kind: choice({ label: 'Kind', options: KIND_OPTIONS }),
  },
  data: z.object({ teamId: z.uuid() }),
});
