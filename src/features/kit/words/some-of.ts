/** "PAY-1, PAY-4 and 3 more": the first few, and how many there are besides. As many as fit are joined by commas. */
export function someOf(words: readonly string[], most: number): string {
  const left = words.length - most;
  return left > 0 ? `${words.slice(0, most).join(', ')} and ${left} more` : words.join(', ');
}
