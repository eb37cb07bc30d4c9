import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemScore, SCORE_STEPS } from '../../../src/model/score/item-score.ts';
import { byScore, overridden, sayScore, scoreOf } from '../../../src/model/score/score.ts';

const score = (value: number | null, time: number | null, risk: number | null, size: number | null): ItemScore => ({
  value,
  time,
  risk,
  size,
});
const part = fc.constantFrom<number>(...SCORE_STEPS);
const whole = fc.record({ value: part, time: part, risk: part, size: part });
const maybe = fc.option(fc.record({ value: fc.option(part), time: fc.option(part), risk: fc.option(part), size: fc.option(part) }));
const rated = (one: fc.Arbitrary<ItemScore | null>) =>
  fc.record({ score: one, createdAt: fc.integer({ min: 0, max: 3 }).map((n) => new Date(n)) });

describe('WSJF', () => {
  it('keeps to the oracles', () => {
    const all = [score(8, 5, 3, 5), score(13, 8, 8, 5), score(1, 1, 1, 1)];
    expect(all.map(scoreOf)).toEqual([
      { type: 'scored', costOfDelay: 16, wsjf: 3.2 },
      { type: 'scored', costOfDelay: 29, wsjf: 5.8 },
      { type: 'scored', costOfDelay: 3, wsjf: 3 },
    ]);
    const items = all.map((one) => ({ score: one, createdAt: new Date(0) }));
    expect(items.sort(byScore).map((one) => sayScore(one.score))).toEqual(['5.80', '3.20', '3.00']);
  });

  it('never takes what is missing for 0', () => {
    expect(sayScore(score(8, 5, 3, null))).toBe('cannot compute: size missing');
    expect(sayScore(score(null, 5, null, 3))).toBe('cannot compute: value and risk or opportunity missing');
    expect(sayScore(null)).toBe('cannot compute: value, time criticality, risk or opportunity, and size missing');
  });

  it('breaks ties by cost of delay, then age; equal fractions are equal', () => {
    const at = (n: number) => new Date(n);
    const small = { score: score(1, 1, 1, 1), createdAt: at(0) };
    const large = { score: score(3, 3, 3, 3), createdAt: at(9) };
    expect([small, large].sort(byScore)).toEqual([large, small]);
    const old = { score: score(1, 1, 1, 1), createdAt: at(0) };
    const young = { score: score(1, 1, 1, 1), createdAt: at(1) };
    expect([young, old].sort(byScore)).toEqual([old, young]);
    expect(overridden(young, [old], true)).toEqual([]);
  });

  it('is an order: total, unknown last, the same whatever it was sorted from', () => {
    fc.assert(
      fc.property(fc.array(rated(maybe), { maxLength: 12 }), (items) => {
        const sorted = [...items].sort(byScore);
        const unknown = sorted.map((one) => scoreOf(one.score).type === 'unknown');
        expect(unknown).toEqual([...unknown].sort());
        const again = [...items].reverse().sort(byScore);
        const told = (one: (typeof items)[number]) => [
          scoreOf(one.score).type === 'unknown' ? 'unknown' : sayScore(one.score),
          one.createdAt,
        ];
        expect(again.map(told)).toEqual(sorted.map(told));
        for (let i = 1; i < sorted.length; i += 1) expect(byScore(sorted[i - 1] as never, sorted[i] as never)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('asks about a place wherever a whole score says otherwise', () => {
    fc.assert(
      fc.property(rated(maybe), fc.array(rated(maybe), { maxLength: 6 }), fc.boolean(), (moved, passed, up) => {
        const against = overridden(moved, passed, up);
        // What has no whole score neither asks nor hides what stands behind it.
        expect(against.every((one) => scoreOf(one.score).type === 'scored')).toBe(true);
        if (scoreOf(moved.score).type === 'unknown') expect(against).toEqual([]);
        const known = passed.filter((one) => scoreOf(one.score).type === 'scored');
        expect(overridden(moved, known, up)).toEqual(against);
        // Putting it where the scores put it is never against them.
        const better = passed.filter((one) => (up ? byScore(moved, one) <= 0 : byScore(one, moved) <= 0));
        expect(overridden(moved, better, up)).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(rated(whole), rated(whole), (a, b) => {
        // Of two, at most one may go before the other without a reason asked, unless they are equal.
        const [one, other] = [overridden(a, [b], true).length, overridden(b, [a], true).length];
        expect(one + other).toBeLessThanOrEqual(1);
        expect(one).toBe(overridden(b, [a], false).length);
      }),
    );
  });
});
