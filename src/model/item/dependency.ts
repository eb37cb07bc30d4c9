/** `item` waits for `needs` (row C27). Ids or keys, as the caller likes. */
export interface Dependency {
  readonly item: string;
  readonly needs: string;
}

/**
 * The shortest chain of needs from one item to another, both included; null when there is none. A need that would be the last link of a
 * circle is found by asking for the chain back: what B needs must not lead to A before A may need B.
 */
export function chainBetween(dependencies: readonly Dependency[], from: string, to: string): string[] | null {
  const needs = new Map<string, string[]>();
  for (const { item, needs: other } of dependencies) needs.set(item, [...(needs.get(item) ?? []), other]);
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const waiting = [from];
  for (const at of waiting) {
    if (at === to) return backFrom(at, cameFrom);
    for (const next of needs.get(at) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  }
  return null;
}

function backFrom(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = [];
  for (let at: string | null = end; at !== null; at = cameFrom.get(at) ?? null) chain.unshift(at);
  return chain;
}
