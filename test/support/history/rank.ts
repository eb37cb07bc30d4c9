import { type Before, itemOf, mayHaveHappened, type Operation, type Violation } from './operation.ts';

/** A time in which an item was certainly ready, at a certain rank. */
interface Ready {
  readonly item: string;
  readonly rank: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Pulls without a key that passed over a better item. Sound: the better item was ready before the pull was called, and
 * its own pull was called after this one's answer, so it was there at every instant at which this one may have chosen.
 * Returned items have an unknown rank here and count on neither side; the complete check knows them.
 */
export function findInversions(operations: readonly Operation[], before: Before): Violation[] {
  const times = certainTimes(operations, before).toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  const rankOf = knownRanks(operations, before);
  const found: Violation[] = [];
  for (const pull of operations) {
    if (pull.asked.f !== 'pull' || pull.asked.item !== undefined || pull.type !== 'ok' || pull.item === undefined) continue;
    const own = rankOf(pull.item, pull);
    if (own === null) continue;
    for (const better of times) {
      if (better.rank >= own) break;
      if (better.item === pull.item || better.from >= pull.invoke || better.to <= pull.complete) continue;
      found.push({ check: 'rank', words: `${pull.item} was pulled while ${better.item} stood above it`, operations: [pull] });
      break;
    }
  }
  return found;
}

// From the answer of what made it ready at this rank to the call of whatever takes, moves or ends it next.
function certainTimes(operations: readonly Operation[], before: Before): Ready[] {
  const touched = new Map<string, Operation[]>();
  const unclear: number[] = [];
  for (const one of operations) {
    if (!mayHaveHappened(one)) continue;
    const item = itemOf(one);
    if (item !== undefined) touched.set(item, [...(touched.get(item) ?? []), one]);
    // A pull without an answer may have taken anything.
    else if (one.asked.f === 'pull') unclear.push(one.invoke);
  }
  const endAfter = (item: string, from: number) =>
    Math.min(...(touched.get(item) ?? []).map((one) => one.invoke).filter((at) => at > from), ...unclear, Number.POSITIVE_INFINITY);
  const start = Number.NEGATIVE_INFINITY;
  const initial = [...before.ready].map(([item, rank]): Ready => ({ item, rank, from: start, to: endAfter(item, start) }));
  const made = operations.flatMap((one): Ready[] => {
    if (one.asked.f !== 'rank' || one.type !== 'ok') return [];
    const { item, rank } = one.asked;
    const beside = (touched.get(item) ?? []).some((other) => other !== one && other.invoke < one.complete && other.complete > one.invoke);
    return beside ? [] : [{ item, rank, from: one.complete, to: endAfter(item, one.invoke) }];
  });
  return [...initial, ...made];
}

/** The rank that an item certainly had when it was pulled; null where it may have had another. */
function knownRanks(operations: readonly Operation[], before: Before): (item: string, pull: Operation) => string | null {
  const changes = new Map<string, Operation[]>();
  for (const one of operations) {
    const item = itemOf(one);
    if (item === undefined || (one.asked.f !== 'rank' && one.asked.f !== 'return') || !mayHaveHappened(one)) continue;
    changes.set(item, [...(changes.get(item) ?? []), one]);
  }
  return (item, pull) => {
    const possible = (changes.get(item) ?? []).filter((one) => one.invoke < pull.complete);
    const [only] = possible;
    if (!only) return before.ready.get(item) ?? null;
    const certain = possible.length === 1 && only.asked.f === 'rank' && only.type === 'ok' && !before.ready.has(item);
    return certain && only.asked.f === 'rank' ? only.asked.rank : null;
  };
}
