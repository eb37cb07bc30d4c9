import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { choice, lookup, optionalLookup, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { SOURCES } from '../../kit/finding/sources.ts';

/** Puts an item elsewhere in its backlog: for the stream's owner. */
export const placeItem = action('order.place', { itemId: z.uuid(), to: z.enum(['top', 'up', 'down', 'bottom']) });
/** Opens the form that asks where. */
export const askPlace = action('order.ask', { itemId: z.uuid() }, 'form');

/** Why an item stands against the scores: one tap. */
export const AGAINST_SCORES = ['a date outside', 'others wait for it', 'we learn most from it'] as const;

const against = { itemId: z.uuid(), where: z.enum(['top', 'up', 'down', 'bottom', 'above', 'below']), key: z.string().max(20).nullable() };
/** Puts an item where the scores would not, with one of the usual reasons. */
export const overrideScores = action('order.override', { ...against, reason: z.enum(AGAINST_SCORES) });
/** Asks for another reason than those. */
export const askOverride = action('order.askOverride', against, 'form');

export const overrideForm = form({
  name: 'order.override',
  title: 'Against the scores',
  submit: 'Put it there',
  fields: { reason: text({ label: 'Why?', hint: 'One line. It stands beside the order and in the decision log.', limit: REASON_LIMIT }) },
  data: z.object(against),
});

export const placeForm = form({
  name: 'order.place',
  title: 'Where does it go?',
  submit: 'Put it there',
  fields: {
    to: choice({ label: 'Place in the backlog' }),
    reason: optionalText({ label: 'Why?', hint: 'Needed only where the scores say otherwise. One line.', limit: REASON_LIMIT }),
  },
  data: z.object({ itemId: z.uuid() }),
});

/** The same where nobody said which item; its neighbour is found by typing, however long the backlog. */
export const placeAnyForm = form({
  name: 'order.placeAny',
  title: 'Order a backlog',
  submit: 'Put it there',
  fields: {
    itemId: lookup({ label: say`{Item}`, source: SOURCES.ordered }),
    to: choice({
      label: 'Place',
      options: [
        { value: 'top', text: 'At the top' },
        { value: 'above', text: 'Above …' },
        { value: 'below', text: 'Below …' },
        { value: 'bottom', text: 'At the bottom' },
      ],
    }),
    nextTo: optionalLookup({ label: '… which one?', hint: 'Only for above and below.', source: SOURCES.ordered }),
  },
  data: z.object({}),
});
