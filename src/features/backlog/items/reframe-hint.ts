import { type Block, note } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { isComponentShaped } from '../../../model/item/component-shaped.ts';

/** Row C11: a question to whoever looks at an item that reads like a part of the system. Nothing is held up by it. */
export function reframeHint(item: ItemRow): Block[] {
  if (item.state !== 'refining' || !isComponentShaped(item)) return [];
  return [note('This reads like a part of the system. Who could do what once it is there? A purpose line would say it.')];
}
