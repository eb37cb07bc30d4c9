import { shorten, type WordsReader } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { formatKey, parseKey } from '../../../model/text/key.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** What is typed after `needs`: an item; an item, what it needs and what for; or what it no longer needs. */
export interface NeedsWords {
  readonly key: string;
  readonly other?: string;
  readonly reason: string;
  readonly no: boolean;
}

const NO: ReadonlySet<string> = new Set(['not', 'no', 'without', 'drop']);

/** Reads `KEY`, `KEY OTHER [what for]` and `KEY not OTHER`. */
export const needsWords: WordsReader<NeedsWords> = (words, usage) => {
  const [first, second, third] = words.list;
  if (first === undefined)
    throw new Refusal('invalid_input', say`Which {item} needs what?`, `Type ${usage}: the second is to be done first.`);
  const key = readKey(first, usage);
  if (second === undefined) return { key, reason: '', no: false };
  const no = NO.has(second.toLowerCase());
  const word = no ? third : second;
  if (word === undefined)
    throw new Refusal('invalid_input', `${key} no longer needs what?`, `Type /flow needs ${key} not and the other key.`);
  const rest = words.text.slice(words.text.indexOf(second, first.length) + second.length);
  return { key, other: readKey(word, usage), reason: no ? '' : cleanLine(rest, REASON_LIMIT, 'What for'), no };
};

function readKey(word: string, usage: string): string {
  const key = parseKey(word);
  if (!key) throw new Refusal('invalid_input', `“${shorten(word)}” isn't a key. Keys look like PAY-12.`, `Type ${usage}.`);
  return formatKey(key);
}
