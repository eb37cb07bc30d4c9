import type { UpdateReply } from '../../../chat/reply.ts';
import { parseKey } from '../../../model/item/key.ts';
import { showIdea } from '../../anti-backlog/ideas/show.ts';
import { showItem } from '../../backlog/items/show-item.ts';
import { showDecision } from '../../governance/decisions/show.ts';
import { showEpic } from '../../portfolio/epics/show-epic.ts';
import { showKeyResult } from '../../strategy/goals/goals.ts';
import { showTheme } from '../../strategy/themes/theme.ts';
import type { Read, Write } from '../access.ts';

type Show = (context: Read | Write, key: string) => Promise<UpdateReply>;

/** Whose card a key asks for. Every other prefix is a stream's, or nobody's. */
const BY_PREFIX: ReadonlyMap<string, Show> = new Map([
  ['E', showEpic],
  ['I', showIdea],
  ['D', showDecision],
  ['T', showTheme],
  ['K', showKeyResult],
]);

/** The card behind a key: an epic's, a parked idea's, a decision's, a theme's, a key result's or an item's. */
export function showThing(context: Read | Write, key: string): Promise<UpdateReply> {
  return (BY_PREFIX.get(parseKey(key)?.prefix ?? '') ?? showItem)(context, key);
}
