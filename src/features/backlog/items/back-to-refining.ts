import { type Block, paragraph } from '../../../chat/block.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { StreamLock } from '../../../database/items/stream-locks.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { named } from '../../kit/words/item-words.ts';
import { notReadyView } from './views.ts';

/** Sends an item that was ready back to refining, because a check of its stream no longer passes, and says so. */
export async function backToRefining(context: Write, lock: StreamLock, item: ItemRow): Promise<Block[]> {
  const back = await changeItem(lock, item, { kind: 'unreadied', data: {} }, changeOf(context));
  return [paragraph(...named(back), ' goes back to refining, because a check no longer passes.'), ...notReadyView(back).slice(1)];
}
