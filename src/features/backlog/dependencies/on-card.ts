import { button } from '../../../chat/block.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { dependencies } from './contracts.ts';
import { readNeedsOf } from './store.ts';
import { needsBlocks } from './views.ts';

/** What an item's card says of what it waits for, and of what waits for it. Over is over: then it is history, not shown. */
export const needsOnCard = onItemCard({
  below: async (context, { item }) => {
    if (item.state === 'done' || item.state === 'parked') return [];
    const { needs, neededBy } = await readNeedsOf(context.db, item.id);
    const waiting = neededBy.filter((one) => one.item.state !== 'done' && one.item.state !== 'parked');
    return needsBlocks(needs, waiting, isAllowed(context, 'reshape', { streamId: item.streamId }));
  },
  acts: (context, { item }) =>
    item.state !== 'done' && item.state !== 'parked' && isAllowed(context, 'reshape', { streamId: item.streamId })
      ? [button('Needs …', dependencies.ask, { itemId: item.id }, { hint: `What ${item.key} needs done first` })]
      : [],
});
