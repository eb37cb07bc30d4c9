import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { EXCEPTION_DAYS, lastDay, workingDaysEnd } from '../../../src/model/calendar/working-days.ts';
import { chooseNext, type Offer } from '../../../src/model/flow/choose.ts';
import { needsReason } from '../../../src/model/flow/out-of-order.ts';
import { hasRoom, plannedLimit, room, type TeamWip, wouldTakeReserve } from '../../../src/model/flow/wip.ts';

const count = fc.nat(30);
const team = fc
  .record({ limit: fc.integer({ min: 1, max: 30 }), extra: fc.nat(5), inProgress: count, part: fc.nat(100) })
  .map(({ part, ...wip }): TeamWip => ({ ...wip, unplanned: Math.floor((wip.inProgress * part) / 100), until: null }));

describe('room under a limit', () => {
  it('is what is left, an exception included, and never below nothing', () => {
    fc.assert(
      fc.property(team, (wip) => {
        expect(room(wip)).toBe(Math.max(0, wip.limit + wip.extra - wip.inProgress));
        expect(hasRoom(wip)).toBe(wip.inProgress < wip.limit + wip.extra);
        // What goes over a limit by an exception goes over it by no more.
        expect(hasRoom({ ...wip, inProgress: wip.limit + wip.extra })).toBe(false);
      }),
    );
    expect(hasRoom({ inProgress: 1_000, limit: null })).toBe(true);
  });

  it.each([
    [1, 1],
    [4, 4],
    [5, 4],
    [9, 7],
    [10, 8],
    [35, 28],
  ])('keeps slack from a limit of 5 up: of %i, %i are planned', (limit, planned) => {
    expect(plannedLimit(limit, true)).toBe(planned);
    expect(plannedLimit(limit, false)).toBe(limit);
  });

  it('lets a planned pull into the slack never, and an unplanned item never takes a planned place', () => {
    fc.assert(
      fc.property(team, (wip) => {
        const planned = wip.inProgress - wip.unplanned;
        expect(wouldTakeReserve(wip, true)).toBe(planned >= plannedLimit(wip.limit, true) + wip.extra);
        const busier = { ...wip, inProgress: wip.inProgress + 1, unplanned: wip.unplanned + 1 };
        expect(wouldTakeReserve(busier, true)).toBe(wouldTakeReserve(wip, true));
        // Without slack it is the limit, so nothing is refused that has room.
        if (hasRoom(wip)) expect(wouldTakeReserve(wip, false)).toBe(false);
      }),
    );
  });
});

describe('what a team takes next', () => {
  const offer = fc.record({
    wip: fc.record({ inProgress: fc.nat(3), limit: fc.option(fc.nat(3)) }),
    candidate: fc.option(fc.integer()),
    expedited: fc.boolean(),
    reserveKept: fc.boolean(),
  });
  const open = (one: Offer<unknown>) => one.candidate !== null && hasRoom(one.wip);

  it('is expedited before all else, then of the first stream that has something, room, and does not keep it', () => {
    fc.assert(
      fc.property(fc.array(offer, { maxLength: 6 }), (streams) => {
        const chosen = chooseNext(streams);
        const hurried = streams.filter((one) => open(one) && one.expedited);
        const calm = streams.filter((one) => open(one) && !one.reserveKept);
        expect(chosen).toBe(hurried[0] ?? calm[0] ?? null);
        if (chosen) expect(hasRoom(chosen.wip)).toBe(true);
      }),
    );
  });
});

describe('a named pull', () => {
  it('needs a reason past the free top, and whenever something expedited is left behind', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.nat(9), fc.integer({ min: 1, max: 3 }), (expedited, above, freeTop) => {
        expect(needsReason({ expedited, above }, freeTop)).toBe(expedited > 0 || above > freeTop - 1);
      }),
    );
    // Strict order: the first needs none, the second does.
    expect([0, 1].map((above) => needsReason({ expedited: 0, above }, 1))).toEqual([false, true]);
  });
});

describe('three working days', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/Sao_Paulo');
  const instant = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }).map((ms) => new Date(ms));

  it('end at a midnight of the zone, with exactly so many working days from that day on', () => {
    fc.assert(
      fc.property(instant, zone, fc.integer({ min: 1, max: 12 }), (from, where, days) => {
        const until = workingDaysEnd(from, days, where);
        const end = DateTime.fromJSDate(until, { zone: where });
        expect(end.toMillis()).toBe(end.startOf('day').toMillis());
        expect(until.getTime()).toBeGreaterThan(from.getTime());
        let counted = 0;
        let day = DateTime.fromJSDate(from, { zone: where }).startOf('day');
        for (; day.toMillis() < end.toMillis(); day = day.plus({ days: 1 }).startOf('day')) if (day.weekday <= 5) counted += 1;
        expect(counted).toBe(days);
        // The last of them is a working day.
        expect(DateTime.fromISO(lastDay(until, where), { zone: where }).weekday).toBeLessThanOrEqual(5);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['2026-11-23T09:00:00+01:00', '2026-11-25'],
    ['2026-11-26T23:59:00+01:00', '2026-11-30'],
    ['2026-11-28T12:00:00+01:00', '2026-12-02'],
    // The night the clocks go forward lies between.
    ['2026-03-27T12:00:00+01:00', '2026-03-31'],
  ])('granted at %s end with %s', (from, last) => {
    expect(lastDay(workingDaysEnd(new Date(from), EXCEPTION_DAYS, 'Europe/Berlin'), 'Europe/Berlin')).toBe(last);
  });
});
