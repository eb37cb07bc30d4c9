/**
 * "PAY-1, PAY-4, and LOG-2" for a sentence.
 *
 * @param most so many are named and the others counted; a single one is named rather than counted
 */
export function listOf(words: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const left = words.length - most;
  return new Intl.ListFormat('en').format(left > 1 ? [...words.slice(0, most), `${left} more`] : words);
}
