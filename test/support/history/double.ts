import { itemOf, mayHaveHappened, type Operation, type Violation } from './operation.ts';

/**
 * Items that were in two successful pulls without a return between. Sound: between two pulls of an item some return must
 * have taken effect, so one must exist that overlaps the time from the first's call to the second's answer; and there
 * must be one return fewer than pulls, at least. Finished and parked items never come back.
 */
export function findDoubles(operations: readonly Operation[]): Violation[] {
  const pulls = new Map<string, Operation[]>();
  const returns = new Map<string, Operation[]>();
  for (const one of operations) {
    const item = itemOf(one);
    if (item === undefined) continue;
    if (one.asked.f === 'pull' && one.type === 'ok') push(pulls, item, one);
    // An item that is made ready anew may be taken anew.
    if ((one.asked.f === 'return' || one.asked.f === 'rank') && mayHaveHappened(one)) push(returns, item, one);
  }
  return [...pulls].flatMap(([item, all]) => doublesOf(item, all, returns.get(item) ?? []));
}

function doublesOf(item: string, pulls: Operation[], returns: readonly Operation[]): Violation[] {
  const sorted = pulls.toSorted((a, b) => a.complete - b.complete);
  const found: Violation[] = [];
  for (const [index, second] of sorted.entries()) {
    const first = sorted[index - 1];
    if (!first) continue;
    const between = returns.some((one) => one.invoke < second.complete && one.complete > first.invoke);
    if (!between) found.push({ check: 'double', words: `${item} was pulled twice`, operations: [first, second] });
  }
  if (found.length === 0 && sorted.length > returns.length + 1) {
    found.push({
      check: 'double',
      words: `${item} was pulled ${sorted.length} times, returned ${returns.length} times`,
      operations: sorted,
    });
  }
  return found;
}

function push(map: Map<string, Operation[]>, key: string, one: Operation): void {
  const list = map.get(key);
  if (list) list.push(one);
  else map.set(key, [one]);
}
