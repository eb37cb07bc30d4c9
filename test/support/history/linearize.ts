/** What the search needs of an operation. */
export interface Timed {
  readonly invoke: number;
  /** Infinity: it may take effect at any later time, or never. */
  readonly complete: number;
}

/**
 * A sequential object. `apply` changes the state and says how to take that back, or returns null when the operation
 * cannot have had this result in this state. `trail` tells apart states that the same set of operations can lead to in
 * different orders; '' where the set alone decides.
 */
export interface Model<One extends Timed> {
  readonly apply: (one: One) => (() => void) | null;
  /** Changes no state, so it may take effect as soon as it can: no other choice has to be tried. */
  readonly observes: (one: One) => boolean;
  readonly trail: () => string;
}

export type Verdict<One> =
  | { readonly type: 'linearizable'; readonly order: readonly One[]; readonly steps: number }
  /** `stuck`: how far the longest order came, and what nobody could place after it. */
  | { readonly type: 'impossible'; readonly placed: number; readonly stuck: readonly One[]; readonly steps: number }
  | { readonly type: 'unknown'; readonly steps: number };

/**
 * Searches an order of all operations that the model allows and that respects the clock (Wing and Gong, with Lowe's
 * memory of states seen). Complete: `impossible` means that there is none.
 *
 * @param atMost steps after which it gives up with `unknown`
 */
export function linearize<One extends Timed>(operations: readonly One[], model: Model<One>, atMost = 2_000_000): Verdict<One> {
  const calls = operations.toSorted((a, b) => a.invoke - b.invoke);
  const codes = zobrist(calls.length);
  const placed = calls.map(() => false);
  const seen = new Set<string>();
  const path: { index: number; undo: () => void; choices: number[] }[] = [];
  const code: [number, number, number] = [0, 0, 0];
  let best: readonly number[] = [];
  let steps = 0;

  const flip = (index: number) => {
    placed[index] = !placed[index];
    if (!placed[index]) first = Math.min(first, index);
    while (placed[first]) first += 1;
    const bits = codes[index] ?? [0, 0, 0];
    for (const part of [0, 1, 2] as const) code[part] ^= bits[part];
  };
  /** All before it are placed. */
  let first = 0;
  /** Operations that may be next: called before the first answer of all that are not placed yet. */
  const candidates = (): number[] => {
    const found: number[] = [];
    let earliest = Number.POSITIVE_INFINITY;
    for (let index = first; index < calls.length; index += 1) {
      const call = calls[index];
      if (!call || call.invoke > earliest) break;
      if (placed[index]) continue;
      found.push(index);
      earliest = Math.min(earliest, call.complete);
    }
    return found;
  };
  const isDone = () => {
    for (let index = first; index < calls.length; index += 1)
      if (!placed[index] && calls[index]?.complete !== Number.POSITIVE_INFINITY) return false;
    return true;
  };

  let choices = candidates();
  while (!isDone()) {
    steps += 1;
    if (steps > atMost) return { type: 'unknown', steps };
    const taken = takeOne(choices);
    if (taken) {
      path.push(taken);
      if (path.length > best.length) best = path.map((one) => one.index);
      choices = candidates();
      continue;
    }
    const last = path.pop();
    if (!last) {
      const ordered = new Set(best);
      const stuck = calls.filter((_, index) => !ordered.has(index)).slice(0, 30);
      return { type: 'impossible', placed: best.length, stuck, steps };
    }
    last.undo();
    flip(last.index);
    choices = last.choices;
  }
  const order = path.flatMap((one) => calls[one.index] ?? []);
  return { type: 'linearizable', order, steps };

  /** Places the first choice that leads to a state not seen before; the rest is kept for the way back. */
  function takeOne(open: number[]): { index: number; undo: () => void; choices: number[] } | null {
    const watching = open.find((index) => calls[index] && model.observes(calls[index]) && allows(index));
    if (watching !== undefined) {
      flip(watching);
      return { index: watching, undo: () => {}, choices: [] };
    }
    for (const [position, index] of open.entries()) {
      const call = calls[index];
      const undo = call && !model.observes(call) ? model.apply(call) : null;
      if (!undo) continue;
      flip(index);
      const state = `${code.join()}|${model.trail()}`;
      if (!seen.has(state)) {
        seen.add(state);
        return { index, undo, choices: open.slice(position + 1) };
      }
      flip(index);
      undo();
    }
    return null;
  }

  function allows(index: number): boolean {
    const call = calls[index];
    return call !== undefined && model.apply(call) !== null;
  }
}

/** Random bits per operation: the exclusive or of those placed names the set (96 bits, the same on every run). */
function zobrist(n: number): [number, number, number][] {
  let seed = 0x9e3779b9;
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return mixed ^ (mixed >>> 14);
  };
  return Array.from({ length: n }, () => [next(), next(), next()]);
}
