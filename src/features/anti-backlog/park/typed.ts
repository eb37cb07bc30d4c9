import type { FormReply } from '../../../chat/form.ts';
import type { ReadReply } from '../../../chat/reply.ts';
import { shorten, type WordsReader } from '../../../chat/words.ts';
import { formatKey, parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { cleanLine, cleanText, REASON_LIMIT, TITLE_LIMIT } from '../../../model/text/text.ts';
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
  const rest = text.slice(first.length).trim();
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

/** `[KEY] [WHAT CHANGED]` */
export const reviveTyped: WordsReader<{ readonly key?: string; readonly reason: string }> = (words, usage) => {
  const [first] = words.list;
  if (first === undefined) return { reason: '' };
  const key = parseKey(first);
  if (!key) throw new Refusal('invalid_input', `“${shorten(first)}” isn't a key. Keys look like I-31 or PAY-12.`, `Type ${usage}.`);
  return { key: formatKey(key), reason: cleanLine(words.text.slice(first.length), REASON_LIMIT, 'What changed') };
};

/** The first line of a message, as far as it makes a title. What no database stores falls away: nobody here typed it. */
export function firstLine(text: string): string {
  const line =
    text
      .toWellFormed()
      .replaceAll('\u0000', ' ')
      .split(/[\n\r]/u)
      .find((one) => one.trim() !== '') ?? '';
  return shorten(line.trim(), TITLE_LIMIT.graphemes - 1);
}
