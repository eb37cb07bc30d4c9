import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, complaints } from '../support/history/check.ts';
import type { Asked, Before, Operation } from '../support/history/operation.ts';
import { streamModel } from '../support/history/stream-model.ts';

const BEFORE: Before = {
  limit: 2,
  ready: new Map([
    ['A', 'a0'],
    ['B', 'a1'],
    ['C', 'a2'],
    ['D', 'a3'],
  ]),
  open: [],
};

let proc = 0;
type Rest = Partial<Pick<Operation, 'type' | 'item' | 'refused'>>;

function op(invoke: number, complete: number, asked: Asked, rest: Rest = {}): Operation {
  proc += 1;
  return { proc, stream: 'PAY', asked, invoke, complete, type: rest.refused ? 'fail' : 'ok', ...rest };
}

const pulled = (invoke: number, complete: number, item: string) => op(invoke, complete, { f: 'pull' }, { item });
const finished = (invoke: number, complete: number, item: string) => op(invoke, complete, { f: 'finish', item });

/** How many each check found: double, WIP, rank, and whether the complete search found an order. */
function found(operations: readonly Operation[], before = BEFORE) {
  const { double, wip, rank, order } = checkHistory(operations, before);
  return [double.length > 0, wip.length > 0, rank.length > 0, order.type];
}

const FINE = [false, false, false, 'linearizable'];

describe('the history checker', () => {
  it('accepts what one after the other may do', () => {
    expect(
      found([pulled(0, 1, 'A'), pulled(2, 3, 'B'), op(4, 5, { f: 'pull' }, { refused: 'full' }), finished(6, 7, 'A'), pulled(8, 9, 'C')]),
    ).toEqual(FINE);
  });

  it('accepts answers that arrive in another order than things happened', () => {
    // B was answered first, but both ran at once; C could only be pulled because A was finished beside it.
    expect(found([pulled(0, 10, 'A'), pulled(1, 5, 'B'), finished(6, 20, 'A'), pulled(7, 12, 'C')])).toEqual(FINE);
  });

  it('reports an item pulled twice', () => {
    expect(found([pulled(0, 5, 'A'), pulled(1, 6, 'A')])).toEqual([true, false, false, 'impossible']);
  });

  it('reports an item pulled twice with too few returns between', () => {
    const back = op(2, 3, { f: 'return', item: 'A' });
    expect(found([pulled(0, 1, 'A'), back, pulled(4, 5, 'A')])).toEqual(FINE);
    expect(found([pulled(0, 1, 'A'), back, pulled(4, 5, 'A'), pulled(4, 6, 'A')])[0]).toBe(true);
  });

  it('reports more in progress than the limit', () => {
    expect(found([pulled(0, 5, 'A'), pulled(0, 5, 'B'), pulled(0, 5, 'C')])).toEqual([false, true, false, 'impossible']);
  });

  it('allows what a finish beside it may explain', () => {
    expect(found([pulled(0, 1, 'A'), pulled(0, 1, 'B'), pulled(2, 5, 'C'), finished(3, 6, 'A')])).toEqual(FINE);
    expect(found([pulled(0, 1, 'A'), pulled(0, 1, 'B'), pulled(2, 5, 'C'), finished(5.5, 6, 'A')])).toEqual([
      false,
      true,
      false,
      'impossible',
    ]);
  });

  it('reports a pull that passed over a better item', () => {
    expect(found([pulled(0, 1, 'B')])).toEqual([false, false, true, 'impossible']);
    expect(found([pulled(0, 5, 'B'), pulled(2, 3, 'A')])).toEqual(FINE);
    expect(found([op(0, 1, { f: 'pull', item: 'B' }, { item: 'B' })])).toEqual(FINE);
  });

  it('lets a lowered limit eject nothing, but asks it of the next pull', () => {
    const lowered = op(4, 5, { f: 'limit', limit: 1 });
    expect(found([pulled(0, 1, 'A'), pulled(2, 3, 'B'), lowered])).toEqual(FINE);
    expect(found([pulled(0, 1, 'A'), lowered, pulled(6, 7, 'B')])).toEqual([false, true, false, 'impossible']);
    expect(found([pulled(0, 1, 'A'), lowered, pulled(4, 7, 'B')])).toEqual(FINE);
  });

  it('knows re-ranked and returned items', () => {
    const up = op(0, 1, { f: 'rank', item: 'D', rank: 'Zz' });
    expect(found([up, pulled(2, 3, 'D'), pulled(4, 5, 'A')])).toEqual(FINE);
    expect(found([up, pulled(2, 3, 'A')])).toEqual([false, false, true, 'impossible']);
    const back = op(2, 3, { f: 'return', item: 'A' });
    expect(found([pulled(0, 1, 'A'), back, pulled(4, 5, 'A')])).toEqual(FINE);
    // Only the complete check knows where a returned item stands.
    expect(found([pulled(0, 1, 'A'), back, pulled(4, 5, 'B')])).toEqual([false, false, false, 'impossible']);
  });

  it('asks refusals to be true', () => {
    expect(found([pulled(0, 1, 'A'), op(2, 3, { f: 'pull' }, { refused: 'full' })])).toEqual([false, false, false, 'impossible']);
    expect(found([op(2, 3, { f: 'pull' }, { refused: 'empty' })])).toEqual([false, false, false, 'impossible']);
    expect(found([op(0, 1, { f: 'finish', item: 'A' }, { refused: 'taken' }), pulled(2, 3, 'A')])).toEqual(FINE);
    expect(found([op(0, 1, { f: 'pull' }, { refused: 'busy' })])).toEqual(FINE);
  });

  it('lets an operation without an answer have happened at any later time, or never', () => {
    const lost = op(2, Number.POSITIVE_INFINITY, { f: 'finish', item: 'A' }, { type: 'info' });
    expect(found([pulled(0, 1, 'A'), pulled(0, 1, 'B'), lost, pulled(50, 51, 'C')])).toEqual(FINE);
    expect(found([pulled(0, 1, 'A'), pulled(0, 1, 'B'), lost, op(50, 51, { f: 'pull' }, { refused: 'full' })])).toEqual(FINE);
    const lostPull = op(0, Number.POSITIVE_INFINITY, { f: 'pull' }, { type: 'info' });
    expect(found([lostPull, pulled(50, 51, 'B')])).toEqual(FINE);
  });

  // The model itself makes histories: operations take effect one after the other, each somewhere within its call.
  it('has no false alarms on random true histories, and agrees with itself on random changes to them', () => {
    const alarms = { lies: 0, sound: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 60 }), fc.nat(), (draws, which) => {
        const history = truthful(draws);
        expect(complaints(checkHistory(history, BEFORE))).toEqual([]);
        const lie = withLie(history, which);
        if (!lie) return;
        const { double, wip, rank, order } = checkHistory(lie, BEFORE);
        alarms.lies += 1;
        if (double.length + wip.length + rank.length === 0) return;
        // Sound: what a simple check reports, the search over all orders confirms.
        alarms.sound += 1;
        expect(order.type).toBe('impossible');
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(alarms.sound).toBeGreaterThan(30);
  });
});

/** A true history: instants by draw, effects in the order of instants, calls and answers spread around them. */
function truthful(draws: readonly (readonly [number, number, number])[]): Operation[] {
  const model = streamModel(BEFORE);
  const items = [...BEFORE.ready.keys()];
  const done: Operation[] = [];
  for (const [index, [kind, before, after]] of draws.entries()) {
    const span = [index * 10 - before, index * 10 + after] as const;
    const item = items[kind % items.length] ?? 'A';
    const tries: Operation[] =
      kind < 5
        ? [
            ...items.map((one) => op(...span, { f: 'pull' }, { item: one })),
            op(...span, { f: 'pull' }, { refused: 'full' }),
            op(...span, { f: 'pull' }, { refused: 'empty' }),
          ]
        : kind < 7
          ? [op(...span, { f: 'return', item }), op(...span, { f: 'return', item }, { refused: 'taken' })]
          : kind < 9
            ? [op(...span, { f: 'finish', item }), op(...span, { f: 'finish', item }, { refused: 'taken' })]
            : [op(...span, { f: 'limit', limit: (before % 3) + 1 })];
    const happened = tries.find((one) => model.apply(one) !== null);
    if (!happened) throw new Error('The model allows none of the possible answers.');
    done.push(happened);
  }
  return done;
}

/** The same with one pull that claims another item. */
function withLie(history: readonly Operation[], which: number): Operation[] | null {
  const pulls = history.filter((one) => one.asked.f === 'pull' && one.type === 'ok');
  const victim = pulls[which % Math.max(1, pulls.length)];
  if (!victim) return null;
  const other = [...BEFORE.ready.keys()].filter((one) => one !== victim.item)[which % 3];
  return history.map((one) => (one === victim && other ? { ...one, item: other } : one));
}
