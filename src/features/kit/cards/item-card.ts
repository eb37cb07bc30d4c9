import type { CardPart } from '../../../chat/things.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import type { Access } from '../access.ts';

/** What stands on an item's card is about this. */
export interface ItemOnCard {
  readonly item: ItemRow;
  readonly stream: StreamRow;
}

/** What a feature adds to the card of every item: facts, what stands below, acts behind "More". */
export function onItemCard(part: Omit<CardPart<Access, ItemOnCard>, 'of'>): CardPart<Access> {
  return { of: '', ...part };
}
