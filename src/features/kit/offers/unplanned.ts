import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { ITEM_KINDS } from '../../../model/item/item.ts';
import { capital } from '../../../model/text/capital.ts';
import { TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

const KIND_OPTIONS = ITEM_KINDS.map((value) => ({ value, text: capital(value) }));

export const unplannedForm = form({
  name: 'unplanned.start',
  title: 'Unplanned work',
  submit: 'Start it',
  fields: {
    title: text({ label: 'Title', placeholder: 'What came up? A few words.', limit: TITLE_LIMIT }),
    streamId: choice({ label: say`{Stream}` }),
    kind: choice({ label: 'Kind', options: KIND_OPTIONS }),
  },
  data: z.object({ teamId: z.uuid() }),
});

/** What came up, as it is kept while a full team says what waits for it. */
export const unplannedWork = z.object({ streamId: z.uuid(), title: z.string(), kind: z.enum(ITEM_KINDS) });
export type Unplanned = z.infer<typeof unplannedWork>;

const answer = {
  teamId: z.uuid(),
  /** What came up and was kept; null where an item that is there goes on. */
  heldId: z.uuid().nullable(),
  itemId: z.uuid().nullable(),
  /** swap: something goes back to ready for it. line: it is next in line. start: there is room by now. */
  how: z.enum(['swap', 'line', 'start']),
  /** What goes back, and the version that the button showed. */
  backId: z.uuid().nullable(),
  version: z.number().int().nullable(),
};
/** What a full team says waits. */
export const goOn = action('unplanned.goOn', answer);
const answered = z.object(answer);
export type GoOn = z.infer<typeof answered>;
