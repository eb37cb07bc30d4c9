/** "PAY-1, PAY-4 and 3 more" for the end of a line: the first few, and how many there are besides; all, where they fit. */
export function someOf(words: readonly string[], most: number): string {
  const left = words.length - most;
  return left > 0 ? `${words.slice(0, most).join(', ')} and ${left} more` : words.join(', ');
}
