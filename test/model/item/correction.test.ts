import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowDays, localDate } from '../../../src/model/calendar/days.ts';
import { correctDays } from '../../../src/model/item/correction.ts';

const ZONE = 'Europe/Berlin';
const NOW = new Date('2026-06-15T10:00:00Z');
const day = (n: number) => localDate(new Date(Date.UTC(2026, 4, 1) + n * 86_400_000), ZONE);
const done = {
  key: 'PAY-3',
  createdAt: new Date('2026-05-01T08:00:00Z'),
  startedAt: new Date('2026-06-04T08:00:00Z'),
  finishedAt: new Date('2026-06-10T08:00:00Z'),
};

describe('corrected days', () => {
  it('change what was meant, and keep the instant of what was not', () => {
    expect(correctDays(done, { startedOn: '2026-06-02', finishedOn: '2026-06-10' }, NOW, ZONE)).toEqual({
      ok: true,
      startedAt: new Date('2026-06-01T22:00:00Z'),
    });
    expect(correctDays(done, { startedOn: '2026-06-04' }, NOW, ZONE)).toEqual({ ok: true });
    // A finish of today is no later than now.
    expect(correctDays(done, { finishedOn: '2026-06-15' }, NOW, ZONE)).toEqual({ ok: true, finishedAt: NOW });
  });

  it.each([
    [{ startedOn: '2026-06-16' }, 'startedOn', /future/],
    [{ finishedOn: '2026-06-16' }, 'finishedOn', /future/],
    [{ startedOn: '2026-06-11' }, 'startedOn', /finished before/],
    [{ finishedOn: '2026-06-03' }, 'finishedOn', /finished before/],
    [{ startedOn: '2026-04-30' }, 'startedOn', /not here before 2026-05-01/],
  ] as const)('refuse %j at its field', (wanted, field, said) => {
    const corrected = correctDays(done, wanted, NOW, ZONE);
    expect(corrected.ok === false && corrected.errors[field]).toMatch(said);
  });

  it('know what was never started or is not done', () => {
    // Finished without a recorded start: somebody may know it.
    expect(correctDays({ ...done, startedAt: null }, { startedOn: '2026-06-05' }, NOW, ZONE)).toEqual({
      ok: true,
      startedAt: new Date('2026-06-04T22:00:00Z'),
    });
    expect(correctDays({ ...done, startedAt: null }, { startedOn: '2026-06-11' }, NOW, ZONE)).toMatchObject({ ok: false });
    expect(() => correctDays({ ...done, startedAt: null, finishedAt: null }, { startedOn: day(1) }, NOW, ZONE)).toThrow(
      'PAY-3 was never started.',
    );
    expect(correctDays({ ...done, finishedAt: null }, { finishedOn: day(40) }, NOW, ZONE)).toMatchObject({ ok: false });
    // An import brought a start before its item was written down.
    expect(correctDays({ ...done, createdAt: new Date('2026-06-09T00:00:00Z') }, { startedOn: '2026-06-05' }, NOW, ZONE)).toMatchObject({
      ok: true,
    });
  });

  it('never start after the finish, never lie in the future, and count as a person counts', () => {
    const wish = fc.record({
      startedOn: fc.option(fc.integer({ min: -40, max: 60 }).map(day), { nil: undefined }),
      finishedOn: fc.option(fc.integer({ min: -40, max: 60 }).map(day), { nil: undefined }),
    });
    fc.assert(
      fc.property(wish, fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'), (wanted, zone) => {
        const corrected = correctDays(done, wanted, NOW, zone);
        if (!corrected.ok) return;
        const start = corrected.startedAt ?? done.startedAt;
        const finish = corrected.finishedAt ?? done.finishedAt;
        expect(start.getTime()).toBeLessThanOrEqual(finish.getTime());
        expect(finish.getTime()).toBeLessThanOrEqual(NOW.getTime());
        if (wanted.startedOn) expect(localDate(start, zone)).toBe(wanted.startedOn);
        if (wanted.finishedOn) expect(localDate(finish, zone)).toBe(wanted.finishedOn);
        expect(flowDays(start, finish, zone)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
