import { type ReadReply, update } from '../../chat/reply.ts';
import type { Read } from '../access.ts';
import { epicCard } from './card.ts';
import { loadEpic } from './load.ts';

/** `/flow E-7`. */
export async function showEpic(context: Read, key: string): Promise<ReadReply> {
  return update(await epicCard(context, await loadEpic(context, { key })));
}
