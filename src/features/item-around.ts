import type { Block } from '../chat/block.ts';
import type { ItemRow } from '../database/items.ts';
import type { StreamRow } from '../database/streams.ts';
import type { Read } from './access.ts';
import { isAllowed } from './allowed.ts';
import { needsOfCard } from './dependencies/of-item.ts';

/** What stands on an item's card around the item itself: what it waits for, what is asked about it, what was corrected. */
export async function aroundItem(context: Read, item: ItemRow, _stream: StreamRow): Promise<Block[]> {
  const scope = { streamId: item.streamId };
  return [...(await needsOfCard(context.db, item, isAllowed(context, 'reshape', scope)))];
}
