import { z } from 'zod';
import { action } from '../../../chat/action.ts';

/** What else one may do with an item: the acts that a card has no room for. */
export const furtherActs = action('further.item', { itemId: z.uuid() });
