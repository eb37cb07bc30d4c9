import { update, type WriteReply } from '../../chat/reply.ts';
import { changeItem, lockStreamOfItem } from '../../database/item-changes.ts';
import { findItem, findItemByKey, type ItemRow } from '../../database/items.ts';
import { positionOf, rankEnds, ranksAround } from '../../database/ranks.ts';
import { type Gap, type Placement, rankInGap } from '../../model/order.ts';
import { Refusal } from '../../model/refusal.ts';
import { changeOf, type Read, type Write } from '../access.ts';
import { unknownItem } from '../unknown.ts';
import { requireOwner } from './require-owner.ts';
import { orderedView } from './views.ts';

/** An item by what the person typed, or by what a button carries. */
export type Which = { readonly key: string } | { readonly id: string };

/** An item that has a place in a backlog, or the refusal that says why it has none. */
export async function rankedItem(context: Read | Write, which: Which): Promise<ItemRow & { readonly rank: string }> {
  const item = 'id' in which ? await findItem(context.db, which.id) : await findItemByKey(context.db, which.key);
  if (!item) throw unknownItem('key' in which ? which.key : undefined);
  const { rank } = item;
  if (rank !== null) return { ...item, rank };
  const state = item.state === 'delivery' ? 'in progress' : item.state;
  const next = item.state === 'delivery' ? `To give it back, type /flow move ${item.key} ready.` : 'Nothing was changed.';
  throw new Refusal('conflict', `${item.key} is ${state}; only what waits in the backlog has a place in its order.`, next);
}

/** `/flow order KEY …`: one item to another place of its backlog, by the stream's owner, under the stream's lock (row C4). */
export async function place(context: Write, which: Which, to: Placement): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  const found = lock && ('id' in which ? await findItem(context.db, which.id) : await findItemByKey(context.db, which.key));
  if (!lock || !found) throw unknownItem('key' in which ? which.key : undefined);
  await requireOwner(context, found);
  const item = await rankedItem(context, { id: found.id });
  const rank = rankInGap(item.rank, await gapFor(context, item, to));
  if (rank === null) throw new Refusal('conflict', `${item.key} is ${standsThere(to)} already.`, 'Nothing was changed.');
  const ordered = await changeItem(lock, item, { kind: 'ranked', data: { rank } }, changeOf(context));
  return update(orderedView(ordered, await positionOf(context.db, { streamId: item.streamId, rank })));
}

async function gapFor(context: Write, item: ItemRow & { readonly rank: string }, to: Placement): Promise<Gap> {
  const { db } = context;
  const around = (rank: string) => ranksAround(db, item.streamId, rank, item.id);
  switch (to.type) {
    case 'top':
      return { above: null, below: (await rankEnds(db, item.streamId, item.id)).first };
    case 'bottom':
      return { above: (await rankEnds(db, item.streamId, item.id)).last, below: null };
    case 'up': {
      const { above } = await around(item.rank);
      return above === null ? { above: null, below: null } : { above: (await around(above)).above, below: above };
    }
    case 'down': {
      const { below } = await around(item.rank);
      return below === null ? { above: null, below: null } : { above: below, below: (await around(below)).below };
    }
    case 'above': {
      const other = await neighbour(context, item, to.key);
      return { above: (await around(other.rank)).above, below: other.rank };
    }
    case 'below': {
      const other = await neighbour(context, item, to.key);
      return { above: other.rank, below: (await around(other.rank)).below };
    }
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}

async function neighbour(context: Write, item: ItemRow, key: string): Promise<ItemRow & { readonly rank: string }> {
  if (key === item.key) throw new Refusal('invalid_input', `${key} can't stand next to itself.`, 'Name another item of its backlog.');
  const other = await rankedItem(context, { key });
  if (other.streamId !== item.streamId) {
    throw new Refusal(
      'invalid_input',
      `${other.key} is in ${other.streamName} and ${item.key} in ${item.streamName}. An order is within one stream.`,
      `Name an item of ${item.streamName}: /flow backlog ${item.streamKey}.`,
    );
  }
  return other;
}

function standsThere(to: Placement): string {
  switch (to.type) {
    case 'top':
    case 'up':
      return 'at the top';
    case 'bottom':
    case 'down':
      return 'at the bottom';
    case 'above':
    case 'below':
      return `right ${to.type} ${to.key}`;
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}
