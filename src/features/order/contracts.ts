import { z } from 'zod';
import { action } from '../../chat/action.ts';
import { choice } from '../../chat/field.ts';
import { form } from '../../chat/form.ts';

/** Puts an item elsewhere in its backlog: for the stream's owner. */
export const placeItem = action('order.place', { itemId: z.uuid(), to: z.enum(['top', 'up', 'down', 'bottom']) });
/** Opens the form that asks where. */
export const askPlace = action('order.ask', { itemId: z.uuid() });

export const placeForm = form({
  name: 'order.place',
  title: 'Where does it go?',
  submit: 'Put it there',
  fields: { to: choice({ label: 'Place in the backlog' }) },
  data: z.object({ itemId: z.uuid() }),
});
