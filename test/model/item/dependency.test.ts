import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainBetween, type Dependency } from '../../../src/model/item/dependency.ts';

const link = fc.record({ item: fc.integer({ min: 0, max: 9 }).map(String), needs: fc.integer({ min: 0, max: 9 }).map(String) });

/** Can everything be done one after the other? Only where nothing goes round in a circle. */
function canAllStart(links: readonly Dependency[]): boolean {
  let left = [...links];
  for (;;) {
    const free = left.filter((one) => left.every((other) => other.item !== one.needs));
    if (left.length === 0) return true;
    if (free.length === 0) return false;
    left = left.filter((one) => !free.includes(one));
  }
}

describe('dependencies', () => {
  it('finds the shortest chain, and none where there is none', () => {
    const links = [
      { item: 'PAY-1', needs: 'LOG-4' },
      { item: 'LOG-4', needs: 'IDN-2' },
      { item: 'IDN-2', needs: 'PAY-7' },
      { item: 'LOG-4', needs: 'PAY-7' },
    ];
    expect(chainBetween(links, 'PAY-1', 'PAY-7')).toEqual(['PAY-1', 'LOG-4', 'PAY-7']);
    expect(chainBetween(links, 'PAY-7', 'PAY-1')).toBeNull();
    expect(chainBetween(links, 'PAY-1', 'PAY-1')).toEqual(['PAY-1']);
    expect(chainBetween([], 'constructor', '__proto__')).toBeNull();
  });

  it('asked before each link, never lets a circle close, and refuses nothing else', () => {
    fc.assert(
      fc.property(fc.array(link, { maxLength: 40 }), (wanted) => {
        let links: Dependency[] = [];
        for (const one of wanted) {
          const closes = !canAllStart([...links, one]);
          const back = chainBetween(links, one.needs, one.item);
          expect(back !== null).toBe(closes);
          if (back === null) links = [...links, one];
          else {
            // Every step of the chain that is shown is a link that stands.
            for (const [index, at] of back.slice(0, -1).entries())
              expect(links.some((each) => each.item === at && each.needs === back[index + 1])).toBe(true);
          }
        }
        expect(canAllStart(links)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
