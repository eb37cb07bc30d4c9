/** What is typed where somebody had nothing to say, as single words: dotted and slashed forms are read without what stands between. */
const NOTHING: ReadonlySet<string> = new Set('na none nothing tbd tba tbc todo unknown idk asdf xxx lorem ipsum placeholder'.split(' '));

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
  const words = wordsOf(text);
  return words.every((word) => NOTHING.has(word)) || NOTHING.has(words.join(''));
}
