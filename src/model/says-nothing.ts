/** What is typed where somebody had nothing to say, as single words: of dotted and slashed forms, their letters. */
const NOTHING: ReadonlySet<string> = new Set(
  'n a na nil none nothing null tbd tba tbc t b d todo unknown idk asdf xxx xx x lorem ipsum dummy placeholder'.split(' '),
);

/** The words of a text: letters, digits and the marks on them, lower case. Dashes, dots and pictures are none. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  );
}

/** Does a text say nothing at all: only dashes and the like, or "n/a", "tbd", "none"? Such a text counts as not given (row G6). */
export function saysNothing(text: string): boolean {
  return wordsOf(text).every((word) => NOTHING.has(word));
}
