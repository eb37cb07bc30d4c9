import type { ReadReply } from '../chat/reply.ts';
import { parseKey } from '../model/key.ts';
import type { Read } from './access.ts';
import { showIdea } from './anti-backlog/show.ts';
import { showItem } from './backlog/show-item.ts';
import { showEpic } from './portfolio/show-epic.ts';

type Show = (context: Read, key: string) => Promise<ReadReply>;

/** Whose card a key asks for. Every other prefix is a stream's, or nobody's. */
const BY_PREFIX: ReadonlyMap<string, Show> = new Map([
  ['E', showEpic],
  ['I', showIdea],
]);

/** The card behind a key: an epic's, a parked idea's or an item's. */
export function showThing(context: Read, key: string): Promise<ReadReply> {
  return (BY_PREFIX.get(parseKey(key)?.prefix ?? '') ?? showItem)(context, key);
}
