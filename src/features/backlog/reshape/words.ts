import { shorten, type WordsReader } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What is typed after `merge`: an item, and into which. */
export type MergeWords = { readonly key: string; readonly into?: string };

/** Reads `KEY` or `KEY into KEY`; "with" and "and" do for "into". */
export const mergeWords: WordsReader<MergeWords> = (words, usage) => {
  const keys = words.list.filter((word, index) => index === 0 || !['into', 'with', 'and', 'to', 'in'].includes(word.toLowerCase()));
  const [first, second] = keys;
  if (first === undefined) throw new Refusal('invalid_input', say`Which {item}?`, `Type ${usage}.`);
  const key = read(first, usage);
  return second === undefined ? { key } : { key, into: read(second, usage) };
};

function read(word: string, usage: string): string {
  const key = parseKey(word);
  if (!key) throw new Refusal('invalid_input', `“${shorten(word)}” isn't a key. Keys look like PAY-12.`, `Type ${usage}.`);
  return formatKey(key);
}
