const lines = new Map<string, string[]>();

/** What a person has sent, for the up arrow. */
export function remember(as: string, line: string): void {
  const sent = lines.get(as) ?? [];
  if (sent.at(-1) !== line) lines.set(as, [...sent, line].slice(-50));
}

/** The line `back` steps ago; 1 is the last one. */
export function recall(as: string, back: number): string | undefined {
  return back > 0 ? lines.get(as)?.at(-back) : undefined;
}
