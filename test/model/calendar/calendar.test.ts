import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysAgo, daysSince, lastDays, twelveWeeks, weeksOf } from '../../../src/model/calendar/calendar.ts';
import { localDate } from '../../../src/model/calendar/days.ts';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'Pacific/Apia', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const instant = fc.date({ min: new Date('2011-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true });

describe('one calendar', () => {
  it('takes 84 whole days up to yesterday for 12 weeks', () => {
    // A Wednesday afternoon in Berlin; the clocks changed in between.
    expect(twelveWeeks(new Date('2026-04-15T14:00:00Z'), 'Europe/Berlin')).toEqual({
      from: new Date('2026-01-20T23:00:00Z'),
      until: new Date('2026-04-14T22:00:00Z'),
      days: 84,
    });
  });

  it('is the same all day long', () => {
    const of = (time: string) => twelveWeeks(new Date(time), 'Europe/Berlin');
    expect(of('2026-04-14T22:00:00Z')).toEqual(of('2026-04-15T21:59:59.999Z'));
    expect(of('2026-04-15T22:00:00Z')).not.toEqual(of('2026-04-15T21:59:59.999Z'));
  });

  it('has weeks from Monday to Sunday, cut at the ends of the window', () => {
    const days = weeksOf(twelveWeeks(new Date('2026-04-15T14:00:00Z'), 'Europe/Berlin'), 'Europe/Berlin');
    expect(days.map((week) => week.days)).toEqual([5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 2]);
    // On a Monday they are twelve whole ones.
    expect(weeksOf(twelveWeeks(new Date('2026-04-13T14:00:00Z'), 'Europe/Berlin'), 'Europe/Berlin').map((week) => week.days)).toEqual(
      Array.from({ length: 12 }, () => 7),
    );
  });

  it('has weeks that together are the window, whatever the clocks do', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: 1, max: 200 }), (now, where, count) => {
        const window = lastDays(count, now, where);
        const weeks = weeksOf(window, where);
        expect(weeks[0]?.from).toEqual(window.from);
        expect(weeks.at(-1)?.until).toEqual(window.until);
        expect(weeks.slice(1).map((week) => week.from)).toEqual(weeks.slice(0, -1).map((week) => week.until));
        // Samoa skipped a day: there a window may hold a date less.
        if (where !== 'Pacific/Apia') expect(weeks.reduce((sum, week) => sum + week.days, 0)).toBe(count);
        for (const week of weeks.slice(1)) expect(new Date(`${localDate(week.from, where)}T12:00:00Z`).getUTCDay()).toBe(1);
        expect(localDate(window.until, where)).toBe(localDate(now, where));
        expect(localDate(new Date(window.until.getTime() - 1), where) < localDate(now, where)).toBe(true);
      }),
    );
  });

  it('counts days since the day on which something began', () => {
    const now = new Date('2026-04-15T14:00:00Z');
    expect(daysSince(now, now, 'Europe/Berlin')).toBe(0);
    expect(daysSince(new Date('2026-04-14T21:59:00Z'), now, 'Europe/Berlin')).toBe(1);
    expect(daysSince(new Date('2026-03-25T12:00:00Z'), now, 'Europe/Berlin')).toBe(21);
    expect(daysSince(new Date('2026-04-16T12:00:00Z'), now, 'Europe/Berlin')).toBe(0);
    expect(daysAgo(1, now, 'Europe/Berlin')).toEqual(new Date('2026-04-13T22:00:00Z'));
  });
});
