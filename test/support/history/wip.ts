import { type Before, itemOf, mayHaveHappened, type Operation, type Violation } from './operation.ts';

interface Stay {
  readonly from: number;
  readonly to: number;
  /** null: in progress before the first operation. */
  readonly pull: Operation | null;
}

const START = Number.NEGATIVE_INFINITY;

/**
 * Moments at which more items were in progress than any limit then in force allows. Sound: an item was certainly in
 * progress from the answer of its pull to the call of what ended that; of several at one moment the last one pulled saw
 * all the others, after the latest call of their pulls, so some limit in force from then on must allow them all.
 * A lowered limit ejects nothing, which this allows for: only limits at the time of the pulls count.
 */
export function findOverLimit(operations: readonly Operation[], before: Before): Violation[] {
  const stays = certainStays(operations, before);
  const limits = limitSteps(operations, before.limit);
  const edges = stays.flatMap((stay) => [
    { at: stay.from, open: true, stay },
    { at: stay.to, open: false, stay },
  ]);
  // At one instant, leaving goes first: it may have been so.
  edges.sort((a, b) => a.at - b.at || Number(a.open) - Number(b.open));
  const now = new Set<Stay>();
  const found: Violation[] = [];
  for (const { at, open, stay } of edges) {
    if (!open) {
      now.delete(stay);
      continue;
    }
    now.add(stay);
    const pulls = [...now].flatMap((one) => one.pull ?? []);
    if (pulls.length === 0) continue;
    const allowed = highestBetween(limits, Math.max(...pulls.map((one) => one.invoke)), at);
    if (now.size > allowed)
      found.push({ check: 'wip', words: `${now.size} items in progress, at most ${allowed} allowed`, operations: pulls });
  }
  return found;
}

function certainStays(operations: readonly Operation[], before: Before): Stay[] {
  const ends = new Map<string, Operation[]>();
  for (const one of operations) {
    const { f } = one.asked;
    const item = itemOf(one);
    if (item === undefined || !mayHaveHappened(one) || (f !== 'finish' && f !== 'park' && f !== 'return')) continue;
    ends.set(item, [...(ends.get(item) ?? []), one]);
  }
  const endAfter = (item: string, from: number) =>
    Math.min(...(ends.get(item) ?? []).filter((one) => one.invoke >= from).map((one) => one.invoke), Number.POSITIVE_INFINITY);
  const initial = before.open.map((item): Stay => ({ from: START, to: endAfter(item, START), pull: null }));
  const pulled = operations.flatMap((pull): Stay[] => {
    const { item } = pull;
    if (pull.asked.f !== 'pull' || pull.type !== 'ok' || item === undefined) return [];
    // What ran beside the pull may have ended this stay or the one before: nothing certain is known of it.
    if ((ends.get(item) ?? []).some((one) => one.invoke < pull.complete && one.complete > pull.invoke)) return [];
    return [{ from: pull.complete, to: endAfter(item, pull.complete), pull }];
  });
  return [...initial, ...pulled].filter((stay) => stay.to > stay.from);
}

interface Step {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

// A limit may be in force from the call that set it to the answer of the next one that certainly set another.
function limitSteps(operations: readonly Operation[], first: number): Step[] {
  const set = operations
    .filter((one) => one.asked.f === 'limit' && mayHaveHappened(one))
    .toSorted((a, b) => a.invoke - b.invoke)
    .map((one) => ({ one, limit: one.asked.f === 'limit' ? one.asked.limit : 0 }));
  const until = (from: number) =>
    Math.min(...set.filter(({ one }) => one.type === 'ok' && one.invoke > from).map(({ one }) => one.complete), Number.POSITIVE_INFINITY);
  const steps = set.map(({ one, limit }): Step => ({ from: one.invoke, to: until(one.complete), limit }));
  return [{ from: START, to: until(START), limit: first }, ...steps];
}

function highestBetween(steps: readonly Step[], from: number, to: number): number {
  return Math.max(...steps.filter((step) => step.from <= to && step.to >= from).map((step) => step.limit));
}
