import { type UpdateReply, update } from '../../../chat/reply.ts';
import type { Read, Write } from '../../kit/access.ts';
import { epicCard } from './card.ts';
import { loadEpic } from './load.ts';

/** `/flow E-7`. */
export async function showEpic(context: Read | Write, key: string): Promise<UpdateReply> {
  return update(await epicCard(context, await loadEpic(context, { key })));
}
