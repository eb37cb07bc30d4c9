import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankInGap } from '../../../src/model/item/order.ts';
import { ranksBetween } from '../../../src/model/item/rank.ts';

interface Ranked {
  readonly id: number;
  readonly rank: string;
}

// What the database does, on a list: find the gap beside the other item, the moved one left out.
function orderTo(
  items: readonly Ranked[],
  id: number,
  to: { readonly type: 'top' | 'bottom' | 'above' | 'below'; readonly id: number },
): Ranked[] {
  const rest = [...items].filter((one) => one.id !== id).sort(byRank);
  const at =
    to.type === 'top' ? 0 : to.type === 'bottom' ? rest.length : rest.findIndex((one) => one.id === to.id) + (to.type === 'below' ? 1 : 0);
  const current = items.find((one) => one.id === id);
  if (!current) throw new Error('unknown item');
  const rank = rankInGap(current.rank, { above: rest[at - 1]?.rank ?? null, below: rest[at]?.rank ?? null });
  return [...rest, { id, rank: rank ?? current.rank }].sort(byRank);
}

const byRank = (a: Ranked, b: Ranked) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0);

describe('order', () => {
  it('says when an item stands there already', () => {
    expect(rankInGap('a1', { above: null, below: 'a2' })).toBeNull();
    expect(rankInGap('a1', { above: 'a0', below: null })).toBeNull();
    expect(rankInGap('a1', { above: null, below: null })).toBeNull();
    const rank = rankInGap('a1', { above: 'a2', below: 'a3' });
    expect(rank !== null && rank > 'a2' && rank < 'a3').toBe(true);
  });

  it('keeps ranks unique and gives the permutation that was asked for, whatever is ordered', () => {
    const count = 8;
    const id = fc.integer({ min: 0, max: count - 1 });
    const act = fc.record({
      id,
      other: id,
      type: fc.constantFrom('top', 'bottom', 'above', 'below') as fc.Arbitrary<'top' | 'bottom' | 'above' | 'below'>,
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let items: Ranked[] = ranksBetween(null, null, count).map((rank, index) => ({ id: index, rank }));
        let expected = items.map((one) => one.id);
        for (const { id, other, type } of acts) {
          if ((type === 'above' || type === 'below') && other === id) continue;
          items = orderTo(items, id, { type, id: other });
          const rest = expected.filter((one) => one !== id);
          const at = type === 'top' ? 0 : type === 'bottom' ? rest.length : rest.indexOf(other) + (type === 'below' ? 1 : 0);
          expected = [...rest.slice(0, at), id, ...rest.slice(at)];
          expect(items.map((one) => one.id)).toEqual(expected);
          expect(new Set(items.map((one) => one.rank)).size).toBe(count);
        }
      }),
    );
  });
});
