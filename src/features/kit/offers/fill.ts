import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { LONG_TEXT_LIMIT } from '../../../model/text/text.ts';
import { LINES_AT_MOST } from '../../../model/text/title-lines.ts';
import { say } from '../../../model/words/vocabulary.ts';

// Without a stream the place tells which one is meant.
const stream = { streamId: z.uuid().optional() };

/** Opens the form for a list of titles. */
export const pasteList = action('fill.paste', stream, 'form');
/** Adds five made-up items to try with. */
export const trySamples = action('fill.samples', stream);
/** Says how an export of another tool comes in. */
export const howToImport = action('fill.import', {});

export const listForm = form({
  name: 'fill.list',
  title: 'Paste a list',
  submit: 'Add them',
  fields: {
    titles: longText({
      label: 'Titles',
      hint: `One per line, up to ${LINES_AT_MOST}. They go to the end of the backlog in this order.`,
      placeholder: 'Save a card for one-click payment',
      limit: LONG_TEXT_LIMIT,
      required: true,
    }),
    streamId: choice({ label: say`{Stream}` }),
  },
  data: z.object({}),
});
