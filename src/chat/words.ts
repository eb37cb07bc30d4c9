import { Refusal } from '../model/rights/refusal.ts';
import { formatKey, parseKey, parseStreamKey } from '../model/text/key.ts';
import { typedWords } from '../model/text/text.ts';
import { say } from '../model/words/vocabulary.ts';

/** What follows a command's name. */
export interface Words {
  /** As typed, trimmed; empty when there is nothing to read in it. */
  readonly text: string;
  readonly list: readonly string[];
}

/** Reads what follows a command's name, or refuses it with the usage. */
export type WordsReader<Input> = (words: Words, usage: string) => Input;

/** Splits on white space; quotes and dashes mean nothing here, so phones may "improve" them as they like. */
export function splitWords(text: string): Words {
  const trimmed = typedWords(text);
  return { text: trimmed, list: trimmed === '' ? [] : trimmed.split(/\s+/u) };
}

/** Everything after the name, as it was typed. */
export const anyText: WordsReader<{ readonly text: string }> = (words) => ({ text: words.text });

/** Nothing is expected; what is typed all the same is ignored. */
export const noWords: WordsReader<Record<string, never>> = () => ({});

/** A key or nothing. */
export const optionalKey: WordsReader<{ readonly key?: string }> = (words, usage) => {
  const [first] = words.list;
  return first === undefined ? {} : { key: readKey(first, usage) };
};

/** A key, a stream's key, or nothing. */
export const keyOrStream: WordsReader<{ readonly key?: string; readonly stream?: string }> = (words, usage) => {
  const [first] = words.list;
  return first !== undefined && parseStreamKey(first) !== null ? { stream: first } : optionalKey(words, usage);
};

/** A key and then any text, or nothing. */
export const optionalKeyAndText: WordsReader<{ readonly key?: string; readonly text: string }> = (words, usage) => {
  const [first] = words.list;
  return first === undefined ? { text: '' } : { key: readKey(first, usage), text: typedWords(words.text.slice(first.length)) };
};

/** A key and then any text; which key has to be said. */
export const keyAndText: WordsReader<{ readonly key: string; readonly text: string }> = (words, usage) => {
  const [first] = words.list;
  if (first === undefined) throw new Refusal('invalid_input', say`Which {item}?`, `Type ${usage}.`);
  return { key: readKey(first, usage), text: typedWords(words.text.slice(first.length)) };
};

function readKey(word: string, usage: string): string {
  const key = parseKey(word);
  if (!key) throw new Refusal('invalid_input', `“${shorten(word)}” isn't a key. Keys look like PAY-12.`, `Type ${usage}.`);
  return formatKey(key);
}

/** A word quoted back to the person, short enough for a sentence. */
export function shorten(word: string, length = 40): string {
  const letters = [...word];
  return letters.length <= length ? word : `${letters.slice(0, length).join('')}…`;
}
