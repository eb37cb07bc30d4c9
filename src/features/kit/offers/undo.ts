import { z } from 'zod';
import { action } from '../../../chat/action.ts';
import { type Button, button } from '../../../chat/block.ts';

/** Takes one act on an item back. `of`: the version of the event that recorded it. */
export const takeActBack = action('undo.act', { itemId: z.uuid(), of: z.number().int().min(1) });

/** Offers to take back what was just done to an item; for ten minutes, to the one who did it. */
export function undoButton(item: { readonly id: string; readonly key: string; readonly revision: number }): Button {
  return button('Undo', takeActBack, { itemId: item.id, of: item.revision }, { hint: `Take back what you did to ${item.key}` });
}
