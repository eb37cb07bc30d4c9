import { type UpdateReply, update } from '../../../chat/reply.ts';
import { findDecisionByKey, laterDecision, searchDecisions } from '../../../database/decisions/decision-log.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import type { Read, Write } from '../../kit/access.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { unknownDecision } from './unknown.ts';
import { decisionCard, decisionsView } from './views.ts';

const PART = 5;

/** `/flow D-12` */
export async function showDecision(context: Read | Write, key: string): Promise<UpdateReply> {
  const decision = await findDecisionByKey(context.db, key);
  if (!decision) throw unknownDecision(key);
  return update(decisionCard(decision, await laterDecision(context.db, decision), todayOf(context)));
}

/** `/flow decisions [words]`: newest first; with words, what holds them or is like them. */
export async function showDecisions(context: Read, typed: string, after: number): Promise<UpdateReply> {
  const words = cleanLine(typed, TITLE_LIMIT, 'What you look for');
  const part = await searchDecisions(context.db, words.toLowerCase(), after, PART);
  return update(decisionsView(part, words, after, todayOf(context)));
}
