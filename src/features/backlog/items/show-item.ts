import { button, buttons, facts } from '../../../chat/block.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { findItemByKey, type ItemRow } from '../../../database/items/items.ts';
import { positionOf, rankEnds } from '../../../database/items/ranks.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { mayParkItem } from '../../anti-backlog/ideas/may-park.ts';
import type { Read, Write } from '../../kit/access.ts';
import type { ItemOnCard } from '../../kit/cards/item-card.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { isAllowed, pullsFrom } from '../../kit/rights/allowed.ts';
import { ownsOrder } from '../../kit/rights/owns-order.ts';
import { furtherActs } from './further-contracts.ts';
import { itemView, type Offers } from './views.ts';

/** `/flow PAY-12`. */
export async function showItem(context: Read | Write, key: string): Promise<UpdateReply> {
  const found = await findItemByKey(context.db, key);
  const item = found && (await readinessOf(context.db, found));
  const stream = item && (await findStream(context.db, item.streamId));
  if (!item || !stream) throw unknownItem(key);
  const position = item.rank === null ? null : await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
  const around = context.things.card<ItemOnCard>('', { item, stream });
  const known = await around.facts();
  return update([
    ...itemView(
      item,
      stream,
      position,
      context.now,
      context.organization.zone,
      await orderOf(context, item),
      await offersOf(context, item),
    ),
    ...(known.length > 0 ? [facts(...known)] : []),
    ...(await around.below()),
    ...(around.acts().length > 0
      ? [buttons(button('More', furtherActs, { itemId: item.id }, { hint: `What else about ${item.key}` }))]
      : []),
  ]);
}

async function orderOf(context: Read | Write, item: ItemRow): Promise<{ owns: boolean; last: boolean }> {
  if (item.rank === null || !ownsOrder(context, item.streamId)) return { owns: false, last: false };
  const { last } = await rankEnds(context.db, item.streamId, item.id);
  return { owns: true, last: last === null || last < item.rank };
}

async function offersOf(context: Read | Write, item: ItemRow): Promise<Offers> {
  const { streamId } = item;
  return {
    pull: pullsFrom(context, streamId),
    refine: isAllowed(context, 'refine', { streamId }),
    park: await mayParkItem(context, item),
    deliver: isAllowed(context, 'deliver', { streamId }),
  };
}
