import { z } from 'zod';
import { action } from '../../chat/action.ts';
import { choice, lookup, optionalLookup } from '../../chat/field.ts';
import { form } from '../../chat/form.ts';
import { SOURCES } from '../sources.ts';

/** Puts an item elsewhere in its backlog: for the stream's owner. */
export const placeItem = action('order.place', { itemId: z.uuid(), to: z.enum(['top', 'up', 'down', 'bottom']) });
/** Opens the form that asks where. */
export const askPlace = action('order.ask', { itemId: z.uuid() }, 'form');

export const placeForm = form({
  name: 'order.place',
  title: 'Where does it go?',
  submit: 'Put it there',
  fields: { to: choice({ label: 'Place in the backlog' }) },
  data: z.object({ itemId: z.uuid() }),
});

/** The same where nobody said which item; its neighbour is found by typing, however long the backlog. */
export const placeAnyForm = form({
  name: 'order.placeAny',
  title: 'Order a backlog',
  submit: 'Put it there',
  fields: {
    itemId: lookup({ label: 'Item', source: SOURCES.ordered }),
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
