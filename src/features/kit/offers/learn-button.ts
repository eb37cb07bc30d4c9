import { type Button, button } from '../../../chat/block.ts';
import { askLearned } from './learn.ts';

/** Asked once something is done, never required (row D3). */
export function learnButton(item: { readonly id: string; readonly key: string }): Button {
  return button('What did we learn?', askLearned, { itemId: item.id }, { hint: `Note what ${item.key} taught` });
}
