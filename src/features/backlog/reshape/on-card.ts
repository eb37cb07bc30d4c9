import { type Button, button } from '../../../chat/block.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { askMerge, askSplit, askTransfer } from './contracts.ts';
import { lineageOf } from './lineage-of.ts';

/** An item's card tells where it comes from and what became of it, and offers to split, merge or move it where that makes sense. */
export const reshapeOnCard = onItemCard({
  below: (context, { item }) => lineageOf(context, item),
  acts: (context, { item }) => {
    const { streamId, state, key } = item;
    const open = state === 'refining' || state === 'ready';
    const data = { itemId: item.id };
    const may = (right: 'reshape' | 'transfer') => isAllowed(context, right, { streamId });
    const acts: (Button | false)[] = [
      (open || state === 'delivery') && may('reshape') && button('Split', askSplit, data, { hint: `Split ${key}` }),
      open && may('reshape') && button('Merge', askMerge, data, { hint: `Merge ${key} into another` }),
      open && may('transfer') && button(say`To another {stream}`, askTransfer, data, { hint: say`Move ${key} to another {stream}` }),
    ];
    return acts.filter((one): one is Button => one !== false);
  },
});
