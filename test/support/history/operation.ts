/** Why an operation that failed did so: what it saw of the stream, or that it saw nothing. */
export type Refused =
  /** As many items were in progress as the limit allows. */
  | 'full'
  /** Nothing was ready. */
  | 'empty'
  /** The named item was not there to be taken, or not in progress any more. */
  | 'taken'
  /** Gave up waiting; it changed nothing and saw nothing. */
  | 'busy';

/** What one client asked for. */
export type Asked =
  /** The best-ranked ready item, or a named one. */
  | { readonly f: 'pull'; readonly item?: string }
  | { readonly f: 'finish' | 'park'; readonly item: string }
  /** Back from progress to the top of the ready items. */
  | { readonly f: 'return'; readonly item: string }
  /** The item becomes ready at a rank, or, ready already, moves to it. Ranks compare by code unit. */
  | { readonly f: 'rank'; readonly item: string; readonly rank: string }
  | { readonly f: 'limit'; readonly limit: number };

/**
 * One operation as its client saw it. Instants are of one clock for all clients: Linux's monotonic clock is the same for
 * all processes of a machine.
 */
export interface Operation {
  /** The client. One that timed out (`info`) is retired: its operation may take effect at any later time. */
  readonly proc: number;
  readonly stream: string;
  readonly asked: Asked;
  readonly invoke: number;
  /** Infinity for `info`. */
  readonly complete: number;
  readonly type: 'ok' | 'fail' | 'info';
  /** The item that an `ok` pull took. */
  readonly item?: string;
  /** Of a `fail`. */
  readonly refused?: Refused;
}

/** How a stream stood before the first operation. */
export interface Before {
  readonly limit: number;
  /** Item → rank. */
  readonly ready: ReadonlyMap<string, string>;
  readonly open: readonly string[];
}

/** Something that cannot have happened in any order that respects the clock. */
export interface Violation {
  readonly check: 'double' | 'wip' | 'rank' | 'order';
  readonly words: string;
  readonly operations: readonly Operation[];
}

/** Did it change something, as far as anybody knows? */
export function mayHaveHappened(one: Operation): boolean {
  return one.type !== 'fail';
}

/** The item that an operation certainly took, left or changed. */
export function itemOf(one: Operation): string | undefined {
  return one.item ?? ('item' in one.asked ? one.asked.item : undefined);
}
