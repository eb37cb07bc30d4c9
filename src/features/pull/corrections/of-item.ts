import { type Block, note } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Read } from '../../kit/access.ts';
import { onDay, todayOf } from '../../kit/words/idea-words.ts';
import { lastCorrection } from './store.ts';
import { sayChange } from './words.ts';

/** What marks an item whose days were corrected: both values, who, and why. */
export async function correctionOfCard(context: Read, item: ItemRow): Promise<Block[]> {
  if (item.startedAt === null && item.finishedAt === null) return [];
  const correction = await lastCorrection(context.db, item.id);
  if (!correction) return [];
  const today = todayOf(context);
  const by = correction.by === null ? '' : ` by ${correction.by}`;
  return [note(`Corrected on ${onDay(correction.at, today)}${by}: ${sayChange(correction, today)}. ${correction.reason}`)];
}
