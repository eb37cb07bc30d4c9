import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../../src/model/flow/percentile.ts';
import { rightSize, weeksOfReadyWork, windowInWeeks } from '../../../src/model/flow/right-size.ts';
import { plannedLimit } from '../../../src/model/flow/wip.ts';

const few = fc.nat({ max: 500 });

describe('the right size of ready work', () => {
  it('says nothing without throughput', () => {
    expect(weeksOfReadyWork({ ready: 12, finished: 0 })).toBeNull();
    expect(rightSize({ ready: 12, finished: 0, sprintDays: 14 })).toEqual({ type: 'unknown' });
  });

  it('counts weeks of ready work by the mean weekly throughput of 12 weeks', () => {
    expect(weeksOfReadyWork({ ready: 12, finished: 36 })).toBe(4);
    expect(weeksOfReadyWork({ ready: 0, finished: 36 })).toBe(0);
  });

  it('holds both ends of 3 to 6 sprints for right', () => {
    // 12 finished in 12 weeks are 2 a sprint: 6 to 12 items.
    const at = (ready: number) => rightSize({ ready, finished: 12, sprintDays: 14 });
    expect(at(5)).toMatchObject({ type: 'starving', least: 6, most: 12 });
    expect([at(6).type, at(12).type]).toEqual(['right', 'right']);
    expect(at(13)).toMatchObject({ type: 'over', excess: 1 });
    expect(windowInWeeks(14)).toEqual({ least: 6, most: 12 });
  });

  it('is no longer over once the excess is gone, and never proposes more than there is', () => {
    fc.assert(
      fc.property(few, few, fc.integer({ min: 1, max: 60 }), (ready, finished, sprintDays) => {
        const size = rightSize({ ready, finished, sprintDays });
        if (size.type !== 'over') return;
        expect(size.excess).toBeGreaterThan(0);
        expect(size.excess).toBeLessThanOrEqual(ready);
        expect(rightSize({ ready: ready - size.excess, finished, sprintDays }).type).not.toBe('over');
        expect(rightSize({ ready: ready - size.excess + 1, finished, sprintDays }).type).toBe('over');
      }),
    );
  });

  it('agrees with the weeks: inside the window in items is inside it in weeks', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), (ready, finished, sprintDays) => {
        const weeks = weeksOfReadyWork({ ready, finished }) ?? 0;
        const { least, most } = windowInWeeks(sprintDays);
        const slip = 1e-9 * (1 + weeks);
        const { type } = rightSize({ ready, finished, sprintDays });
        if (weeks < least - slip) expect(type).toBe('starving');
        if (weeks > most + slip) expect(type).toBe('over');
        if (weeks > least + slip && weeks < most - slip) expect(type).toBe('right');
      }),
    );
  });
});

describe('the reserve for the unplanned', () => {
  it('keeps about a fifth free from a limit of 5 on', () => {
    expect([1, 2, 3, 4, 5, 6, 9, 10, 999].map((limit) => plannedLimit(limit))).toEqual([1, 2, 3, 4, 4, 4, 7, 8, 799]);
  });

  it('always leaves something to plan and never plans over the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (limit) => {
        expect(plannedLimit(limit)).toBeGreaterThanOrEqual(1);
        expect(plannedLimit(limit)).toBeLessThanOrEqual(limit);
        expect(plannedLimit(limit + 1)).toBeGreaterThanOrEqual(plannedLimit(limit) - 1);
      }),
    );
  });
});

describe('nearest rank', () => {
  it('is an element of the sample, with at least p percent at or below it', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (values, p) => {
        const found = percentile(values, p) as number;
        expect(values).toContain(found);
        expect(values.filter((one) => one <= found).length * 100).toBeGreaterThanOrEqual(p * values.length);
        expect(values.filter((one) => one < found).length * 100).toBeLessThan(p * values.length);
      }),
    );
  });
});
