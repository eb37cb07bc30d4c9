import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, longText, lookup } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { LONG_TEXT_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../../kit/finding/sources.ts';

/** More at once is a backlog of its own. */
export const PARTS_AT_MOST = 10;

const item = { itemId: z.uuid() };

/** Opens the form that splits an item. */
export const askSplit = action('reshape.askSplit', item, 'form');
/** Opens the form that merges an item into another. */
export const askMerge = action('reshape.askMerge', item, 'form');
/** Opens the form that moves an item to another stream. */
export const askTransfer = action('reshape.askTransfer', item, 'form');

export const splitForm = form({
  name: 'reshape.split',
  title: 'Split',
  submit: 'Split it',
  fields: {
    titles: longText({
      label: 'Parts',
      hint: `One title per line, 2 to ${PARTS_AT_MOST}, the first one first.`,
      limit: LONG_TEXT_LIMIT,
      required: true,
    }),
  },
  data: z.object({ ...item, version: z.number().int() }),
});

export const mergeForm = form({
  name: 'reshape.merge',
  title: 'Merge',
  submit: 'Merge them',
  fields: {
    into: lookup({
      label: say`Into which {item}?`,
      hint: 'One of the same backlog. It keeps its key and its place.',
      source: SOURCES.items,
    }),
  },
  data: z.object(item),
});

export const transferForm = form({
  name: 'reshape.transfer',
  title: say`To another {stream}`,
  submit: 'Move it',
  fields: { streamId: choice({ label: say`{Stream}` }) },
  data: z.object(item),
});
