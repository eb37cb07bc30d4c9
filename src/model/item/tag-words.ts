import { typedWords } from '../text/text.ts';

/** How many tags a stream may have: as many as a menu can show. */
export const TAGS_AT_MOST = 100;
/** How many an item may have. */
export const TAGS_PER_ITEM = 10;

/** Kinds of tags: a step of the customer's journey, or a service (rows C10, C14). */
export const TAG_KINDS = ['journey', 'service'] as const;
export type TagKind = (typeof TAG_KINDS)[number];

/** A way to write a tag, as it is looked up: small letters, one space between words, no difference between forms of one letter. */
export function tagWord(typed: string): string {
  return typedWords(typed.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' '));
}

/** What was typed after a key. */
export interface TypedTags {
  readonly tagIds: readonly string[];
  /** As typed, in small letters. */
  readonly unknown: readonly string[];
}

/**
 * Reads tags as people type them: with commas, or one after another. Without commas the longest known phrase counts, so that
 * `card payment checkout` is *card payment* and *checkout*.
 *
 * @param known every way to write a tag of the stream, with its tag
 */
export function readTags(typed: string, known: ReadonlyMap<string, string>): TypedTags {
  const found: string[] = [];
  const unknown: string[] = [];
  for (const phrase of typed.split(/[,;]/u).map(tagWord)) {
    const words = phrase === '' ? [] : phrase.split(' ');
    let strange: string[] = [];
    const settle = () => {
      if (strange.length > 0) unknown.push(strange.join(' '));
      strange = [];
    };
    for (let at = 0; at < words.length; ) {
      const length = longestKnown(words, at, known);
      const word = words[at] ?? '';
      const tagId = known.get(words.slice(at, at + length).join(' '));
      if (length === 0 || tagId === undefined) {
        strange.push(word);
        at += 1;
      } else {
        settle();
        found.push(tagId);
        at += length;
      }
    }
    settle();
  }
  return { tagIds: [...new Set(found)], unknown: [...new Set(unknown)] };
}

/** No tag has more words than this. */
const LONGEST = 20;

function longestKnown(words: readonly string[], at: number, known: ReadonlyMap<string, string>): number {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length -= 1) {
    if (known.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}
