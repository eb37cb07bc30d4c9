import { findDoubles } from './double.ts';
import { linearize, type Verdict } from './linearize.ts';
import type { Before, Operation, Violation } from './operation.ts';
import { findInversions } from './rank.ts';
import { streamModel } from './stream-model.ts';
import { findOverLimit } from './wip.ts';

/** What the checks of one stream's history found. */
export interface Findings {
  readonly double: readonly Violation[];
  readonly wip: readonly Violation[];
  readonly rank: readonly Violation[];
  /** Is there an order of all operations that the clock and the rules of a stream allow? */
  readonly order: Verdict<Operation>;
}

/** Runs the sound checks and the complete one over the history of one stream. */
export function checkHistory(operations: readonly Operation[], before: Before, atMost?: number): Findings {
  const streams = new Set(operations.map((one) => one.stream));
  if (streams.size > 1) throw new Error('One history is of one stream.');
  const told = operations.filter((one) => one.refused !== 'busy');
  return {
    double: findDoubles(told),
    wip: findOverLimit(told, before),
    rank: findInversions(told, before),
    order: linearize(told, streamModel(before), atMost),
  };
}

/** One line for the output of a test. */
export function summary(found: Findings): string {
  const { double, wip, rank, order } = found;
  return `double ${double.length}, WIP ${wip.length}, rank ${rank.length}, order ${order.type} (${order.steps} steps)`;
}

/** Everything that is wrong, in words, for a failing assertion. */
export function complaints({ double, wip, rank, order }: Findings): string[] {
  const words = [...double, ...wip, ...rank].map((one) => `${one.check}: ${one.words}`);
  if (order.type === 'linearizable') return words;
  if (order.type === 'unknown') return [...words, `order: no answer after ${order.steps} steps`];
  const stuck = order.stuck.map(
    (one) => `${one.type} ${JSON.stringify(one.asked)} ${one.item ?? one.refused ?? ''} [${one.invoke}, ${one.complete}]`,
  );
  return [...words, `order: none exists; ${order.placed} placed, then one of\n  ${stuck.join('\n  ')}`];
}

/** Nearest-rank percentile of how long the operations took, in the clock's unit. */
export function latency(operations: readonly Operation[], p: number): number {
  const all = operations
    .map((one) => one.complete - one.invoke)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  return all[Math.ceil(p * all.length) - 1] ?? Number.NaN;
}
