import type { Block } from '../../../chat/block.ts';
import type { Tenant } from '../../../database/connection/tenant.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { readNeedsOf } from './store.ts';
import { needsBlocks } from './views.ts';

/** What an item's card says of what it waits for, and of what waits for it. Over is over: then it is history, not shown. */
export async function needsOfCard(db: Tenant, item: ItemRow, mayChange: boolean): Promise<Block[]> {
  if (item.state === 'done' || item.state === 'parked') return [];
  const { needs, neededBy } = await readNeedsOf(db, item.id);
  const waiting = neededBy.filter((one) => one.item.state !== 'done' && one.item.state !== 'parked');
  return needsBlocks(needs, waiting, mayChange);
}
