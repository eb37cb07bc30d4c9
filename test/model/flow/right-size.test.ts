import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile } from '../../../src/model/flow/percentile.ts';
import { rightSize, weeksOfReadyWork, windowInWeeks } from '../../../src/model/flow/right-size.ts';
import { plannedLimit } from '../../../src/model/flow/wip.ts';

const few = fc.nat({ max: 500 });
const USUAL = { finishDays: 20, days: 84 };

describe('the right size of ready work', () => {
  it('says nothing without throughput', () => {
    expect(weeksOfReadyWork({ ready: 12, finished: 0, finishDays: 0, days: 84 })).toBeNull();
    expect(rightSize({ ready: 12, finished: 0, finishDays: 0, days: 84, sprintDays: 14 })).toEqual({ type: 'unknown', because: 'few' });
  });

  it.each([
    // Three days old, and already five finished: no pace yet, whatever was finished.
    [{ finished: 5, finishDays: 3, days: 3 }, 'young'],
    [{ finished: 40, finishDays: 15, days: 20 }, 'young'],
    [{ finished: 40, finishDays: 4, days: 84 }, 'few'],
    [{ finished: 40, finishDays: 4, days: 21 }, 'few'],
  ] as const)('says nothing of %j, and proposes nothing to be parked', (pace, because) => {
    expect(rightSize({ ready: 35, ...pace, sprintDays: 14 })).toEqual({ type: 'unknown', because });
    expect(weeksOfReadyWork({ ready: 35, ...pace })).toBeNull();
  });

  it('counts by the weeks since the stream began, where those are fewer than 12', () => {
    // 9 in three weeks are 3 a week, and not 9 in twelve.
    expect(weeksOfReadyWork({ ready: 12, finished: 9, finishDays: 5, days: 21 })).toBe(4);
    expect(rightSize({ ready: 37, finished: 9, finishDays: 5, days: 21, sprintDays: 14 })).toEqual({
      type: 'over',
      least: 18,
      most: 36,
      excess: 1,
    });
  });

  it('counts weeks of ready work by the mean weekly throughput of 12 weeks', () => {
    expect(weeksOfReadyWork({ ...USUAL, ready: 12, finished: 36 })).toBe(4);
    expect(weeksOfReadyWork({ ...USUAL, ready: 0, finished: 36 })).toBe(0);
  });

  it('holds both ends of 3 to 6 sprints for right', () => {
    // 12 finished in 12 weeks are 2 a sprint: 6 to 12 items.
    const at = (ready: number) => rightSize({ ...USUAL, ready, finished: 12, sprintDays: 14 });
    expect(at(5)).toMatchObject({ type: 'starving', least: 6, most: 12 });
    expect([at(6).type, at(12).type]).toEqual(['right', 'right']);
    expect(at(13)).toMatchObject({ type: 'over', excess: 1 });
    expect(windowInWeeks(14)).toEqual({ least: 6, most: 12 });
  });

  it('is no longer over once the excess is gone, and never proposes more than there is', () => {
    fc.assert(
      fc.property(few, few, fc.integer({ min: 1, max: 60 }), (ready, finished, sprintDays) => {
        const size = rightSize({ ...USUAL, ready, finished, sprintDays });
        if (size.type !== 'over') return;
        expect(size.excess).toBeGreaterThan(0);
        expect(size.excess).toBeLessThanOrEqual(ready);
        expect(rightSize({ ...USUAL, ready: ready - size.excess, finished, sprintDays }).type).not.toBe('over');
        expect(rightSize({ ...USUAL, ready: ready - size.excess + 1, finished, sprintDays }).type).toBe('over');
      }),
    );
  });

  it('agrees with the weeks: inside the window in items is inside it in weeks', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 60 }), (ready, finished, sprintDays) => {
        const weeks = weeksOfReadyWork({ ...USUAL, ready, finished }) ?? 0;
        const { least, most } = windowInWeeks(sprintDays);
        const slip = 1e-9 * (1 + weeks);
        const { type } = rightSize({ ...USUAL, ready, finished, sprintDays });
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
