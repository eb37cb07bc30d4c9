import { shorten, type WordsReader } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';

/** `[KEY] [WHAT CHANGED]` */
export const reviveTyped: WordsReader<{ readonly key?: string; readonly reason: string }> = (words, usage) => {
  const [first] = words.list;
  if (first === undefined) return { reason: '' };
  const key = parseKey(first);
  if (!key) throw new Refusal('invalid_input', `“${shorten(first)}” isn't a key. Keys look like I-31 or PAY-12.`, `Type ${usage}.`);
  return { key: formatKey(key), reason: cleanLine(words.text.slice(first.length), REASON_LIMIT, 'What changed') };
};
