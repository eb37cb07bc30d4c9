import { parseKey } from '../../../model/text/key.ts';

/** What somebody typed into a lookup, as SQL can use it. */
export interface Query {
  /** Keys that begin with what was typed: for `PAY-1` also PAY-10 … PAY-199. Empty when it is no beginning of a key. */
  readonly keys: readonly string[];
  /** The longest word as a LIKE pattern: the one that an index of trigrams narrows best. null when nothing was typed. */
  readonly longest: string | null;
  /** All words, each as a LIKE pattern. */
  readonly words: readonly string[];
  /** Too short for trigrams (three letters): only a part of the rows is looked at. */
  readonly short: boolean;
}

const MOST_WORDS = 8;

/** Reads what was typed, letter case and form aside. */
export function readQuery(typed: string): Query {
  const words = typed
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('\u0000', '')
    .toWellFormed()
    .split(/\s+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS);
  const longest = [...words].sort((a, b) => b.length - a.length)[0];
  return {
    keys: keysBeginningWith(typed),
    longest: longest === undefined ? null : pattern(longest),
    words: words.map(pattern),
    short: longest !== undefined && [...longest].length < 3,
  };
}

// Named one by one, because an index in the language's order cannot be asked for a beginning.
function keysBeginningWith(typed: string): string[] {
  const key = parseKey(typed);
  if (!key) return [];
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  const tails = ['', ...digits, ...digits.flatMap((first) => digits.map((second) => `${first}${second}`))];
  return tails.map((tail) => `${key.prefix}-${key.number}${tail}`);
}

function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/gu, '\\$&')}%`;
}
