import type { FormReply } from '../../../chat/form.ts';
import type { ReadReply } from '../../../chat/reply.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import { cleanLine, cleanText, REASON_LIMIT, TITLE_LIMIT, typedWords } from '../../../model/text/text.ts';
import type { Read } from '../../kit/access.ts';
import { findByKey, unknownThing } from '../ideas/subject.ts';
import { openPark } from './park.ts';
import { openParkIdea } from './park-idea.ts';

/**
 * `/flow park [KEY or IDEA]`: a key of ours opens the form for that thing, with what follows as the reason; anything else
 * is the title of an idea.
 */
export async function parkTyped(context: Read, text: string): Promise<FormReply | ReadReply> {
  const [first = ''] = text.split(/\s+/u);
  const key = parseKey(first);
  const rest = typedWords(text.slice(first.length));
  const found = key && (await findByKey(context.db, formatKey(key)));
  if (found?.kind === 'idea') {
    const { key: known, state } = found.row;
    if (state === 'parked') throw new Refusal('conflict', `${known} is parked already.`, `Type /flow ${known} to see why.`);
    throw new Refusal('conflict', `${known} was reopened.`, `Type /flow park ${found.row.subjectKey ?? 'and the idea in a few words'}.`);
  }
  if (found) return openPark(context, found, cleanText(rest, REASON_LIMIT, 'The reason'));
  // "B2B prices" begins with a key too; alone, it can only have been meant as one.
  if (key && rest === '') throw unknownThing(formatKey(key));
  return openParkIdea(cleanLine(text, TITLE_LIMIT, 'The idea'));
}
