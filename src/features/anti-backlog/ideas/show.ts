import { type UpdateReply, update } from '../../../chat/reply.ts';
import { findIdeaByKey } from '../../../database/ideas/ideas.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import type { Read, Write } from '../../kit/access.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { mayReopen } from './may-park.ts';
import { readParked } from './store.ts';
import { unknownThing } from './subject.ts';
import { ideaView, parkedView } from './views.ts';

const PART = 5;

/** `/flow I-31` */
export async function showIdea(context: Read | Write, key: string): Promise<UpdateReply> {
  const idea = await findIdeaByKey(context.db, key);
  if (!idea) throw unknownThing(key);
  return update(ideaView(idea, todayOf(context), await mayReopen(context, idea)));
}

/** `/flow parked [words]`: newest first; with words, what holds them or is like them. */
export async function showParked(context: Read, typed: string, after: number): Promise<UpdateReply> {
  const words = cleanLine(typed, TITLE_LIMIT, 'What you look for');
  const part = await readParked(context.db, words.toLowerCase(), after, PART);
  return update(parkedView(part, words, after, todayOf(context)));
}
