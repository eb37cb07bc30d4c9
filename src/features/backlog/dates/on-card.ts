import { button } from '../../../chat/block.ts';
import { onItemCard } from '../../kit/cards/item-card.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { dateItem } from './contracts.ts';

/** An item's card says the date that a law or contract sets on it, and offers to set one. */
export const dateOnCard = onItemCard({
  facts: async (context, { item }) =>
    item.externalDate === null ? [] : [{ label: 'External date', value: [externalDateLine(item, todayOf(context).date)] }],
  acts: (context, { item }) =>
    item.state !== 'done' && item.state !== 'parked' && isAllowed(context, 'refine', { streamId: item.streamId })
      ? [button('External date', dateItem, { itemId: item.id }, { hint: `External date of ${item.key}` })]
      : [],
});
