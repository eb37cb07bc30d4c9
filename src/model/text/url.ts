/**
 * Reads an address. Not `URL.canParse`: once that is optimized, Node 20's says no to a host with an umlaut.
 *
 * @returns null for what is none
 */
export function readUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
