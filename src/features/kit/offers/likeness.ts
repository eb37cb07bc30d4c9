import { z } from 'zod';
import { action } from '../../../chat/action.ts';

/** "I want this too", of something that is there already. `heldId`: what was typed instead, kept in case. */
export const supportThing = action('likeness.support', {
  kind: z.enum(['item', 'epic', 'idea']),
  id: z.uuid(),
  heldId: z.uuid().optional(),
});

/** Shows a card beneath, so that the question above it stays. */
export const lookAt = action('likeness.look', { key: z.string().max(20) });

/** The shape of every action that goes on with what was set aside: "Similar, but different". Buttons of old messages say `heldId`. */
export const setAsideData = { heldId: z.uuid() };
