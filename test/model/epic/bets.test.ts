import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, fullFor, latestUntil, mayListRunning, placesFor, startingLimit, suggestedUntil } from '../../../src/model/epic/bets.ts';
import { breachesOf } from '../../../src/model/epic/guardrails.ts';
import { fundingGap } from '../../../src/model/flow/mix.ts';
import { parseStreamLines } from '../../../src/model/policy/stream-lines.ts';
import { columnsWithoutOne, nextInColumn } from '../../../src/model/score/epic-score.ts';
import { type ItemScore, SCORE_STEPS } from '../../../src/model/score/item-score.ts';
import { byScore, SCORE_PARTS, scoreOf } from '../../../src/model/score/score.ts';
import { givenNow, isSameScore, partsGiven, staleness } from '../../../src/model/score/score-dates.ts';

const bet = fc.record({ streamId: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }), excepted: fc.boolean() });
const limits = fc.record({
  portfolio: fc.integer({ min: 1, max: 6 }),
  streams: fc.dictionary(fc.constantFrom('a', 'b'), fc.integer({ min: 1, max: 4 })).map((one) => new Map(Object.entries(one))),
});

describe('limits of bets', () => {
  it('are full exactly when those without leave fill them, in the portfolio and in its stream', () => {
    fc.assert(
      fc.property(
        fc.array(bet, { maxLength: 9 }),
        limits,
        fc.option(fc.constantFrom('a', 'b', 'c'), { nil: null }),
        (running, set, streamId) => {
          const full = fullFor(running, set, streamId);
          const counted = running.filter((one) => !one.excepted);
          expect(full.some((one) => one.streamId === null)).toBe(counted.length >= set.portfolio);
          const own = streamId === null ? undefined : set.streams.get(streamId);
          const there = counted.filter((one) => one.streamId === streamId).length;
          expect(full.some((one) => one.streamId !== null)).toBe(own !== undefined && there >= own);
        },
      ),
    );
  });

  it('are breached only by more than they let in: what is full is no breach', () => {
    fc.assert(
      fc.property(fc.array(bet, { maxLength: 9 }), limits, (running, set) => {
        const guarded = running.map((one, n) => ({ ...one, key: `E-${n}`, size: null, approved: false }));
        const breaches = breachesOf(guarded, set, 8, [], 0);
        expect(breaches.some((one) => one.type === 'limit' && one.streamId === null)).toBe(
          running.filter((one) => !one.excepted).length > set.portfolio,
        );
        for (const breach of breaches)
          if (breach.type === 'limit') expect(fullFor(running, set, breach.streamId).map((one) => one.streamId)).toContain(breach.streamId);
      }),
    );
  });

  it('begin with what runs, and never below one', () => {
    expect([0, 1, 9].map(startingLimit)).toEqual([1, 1, 9]);
  });

  it('leave lasts to the end of its last day, whatever the clocks do', () => {
    expect(endOfDay('2026-10-25', 'Europe/Berlin').toISOString()).toBe('2026-10-25T23:00:00.000Z');
    expect(endOfDay('2026-03-28', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect([suggestedUntil('2026-11-21'), latestUntil('2026-11-21')]).toEqual(['2026-12-19', '2027-02-19']);
  });
});

describe('guardrails', () => {
  const running = [{ key: 'E-1', streamId: 'a', excepted: false, size: 13, approved: false }];
  const room = { portfolio: 9, streams: new Map() };
  it('name a size that nobody approved, and none that is unknown', () => {
    expect(breachesOf(running, room, 8, [], 0)).toEqual([{ type: 'size', key: 'E-1', size: 13, largest: 8 }]);
    expect(breachesOf([{ ...running[0], approved: true } as (typeof running)[0]], room, 8, [], 0)).toEqual([]);
    expect(breachesOf(running, room, null, [], 0)).toEqual([]);
  });

  it('name a share only where enough was finished to say so', () => {
    const mix = [{ id: 'a', planned: 50, running: null, finished: 80 }];
    expect(breachesOf([], room, null, mix, 9)).toEqual([]);
    expect(breachesOf([], room, null, mix, 10)).toEqual([{ type: 'share', streamId: 'a', planned: 50, finished: 80 }]);
    expect(breachesOf([], room, null, [{ ...mix[0], finished: 65 } as (typeof mix)[0]], 10)).toEqual([]);
  });
});

const part = fc.option(fc.constantFrom(...SCORE_STEPS), { nil: null });
const score = fc.option(fc.record({ value: part, time: part, risk: part, size: part }), { nil: null });

describe('scores of epics', () => {
  it('never take what is missing for a number, and put it last', () => {
    const rated = fc.record({
      score,
      createdAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
    });
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 12 }), (set) => {
        const kinds = [...set].sort(byScore).map((one) => scoreOf(one.score).type);
        expect(kinds.lastIndexOf('scored') < kinds.indexOf('unknown') || !kinds.includes('unknown')).toBe(true);
        for (const one of set) {
          const missing = one.score === null || SCORE_PARTS.some((each) => one.score?.[each] === null);
          expect(scoreOf(one.score).type).toBe(missing ? 'unknown' : 'scored');
        }
      }),
    );
  });

  it('hint at a column without a 1, as soon as two stand in it', () => {
    const of = (size: number | null) => ({ value: null, time: null, risk: null, size });
    expect(columnsWithoutOne([of(2), null, of(3)])).toEqual(['size']);
    expect(columnsWithoutOne([of(2), of(1)])).toEqual([]);
    expect(columnsWithoutOne([of(2), of(null)])).toEqual([]);
  });

  it('are walked through once, each epic that lacks the number or whose score is stale', () => {
    const inColumn = fc.record({ score, stale: fc.constantFrom('old' as const, 'changed' as const, null) });
    fc.assert(
      fc.property(fc.array(inColumn, { maxLength: 12 }), fc.constantFrom(...SCORE_PARTS), fc.boolean(), (set, each, all) => {
        const seen: number[] = [];
        for (let at = nextInColumn(set, each, 0, all); at !== null; at = nextInColumn(set, each, at + 1, all)) seen.push(at);
        const wanted = set.flatMap((one, n) => (all || one.stale !== null || (one.score?.[each] ?? null) === null ? [n] : []));
        expect(seen).toEqual(wanted);
      }),
    );
  });

  it('go stale after 90 days, or when what they were judged by changes', () => {
    const at = new Date('2026-06-01T00:00:00Z');
    const given = { at, by: null };
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
    expect(staleness(undefined, at, later(200))).toBeNull();
    expect([staleness(given, null, later(90)), staleness(given, null, later(91))]).toEqual([null, 'old']);
    expect([staleness(given, at, at), staleness(given, later(1), later(2))]).toEqual([null, 'changed']);
  });

  it('are as old, part by part, as the last time that somebody gave the part', () => {
    const step = fc.record({ of: fc.subarray([...SCORE_PARTS], { minLength: 1 }), value: fc.option(fc.constantFrom(...SCORE_STEPS)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let score: ItemScore | null = null;
        const expected = new Map<string, { at: Date; by: string }>();
        const scorings = steps.map(({ of, value }, n) => {
          const before: ItemScore = score ?? { value: null, time: null, risk: null, size: null };
          const now: ItemScore = { ...before, ...Object.fromEntries(of.map((part) => [part, value])) };
          const [at, by] = [new Date(n * 86_400_000), `person ${n}`];
          for (const part of of) {
            if (value === null) expected.delete(part);
            else expected.set(part, { at, by });
          }
          score = now;
          return { score: now, parts: value === null ? [] : of, at, by };
        });
        expect(partsGiven(scorings)).toEqual(Object.fromEntries(expected));
      }),
    );
  });

  it('of a form give what differs, and all that is known where nothing does; what was written before parts were noted is read so, too', () => {
    const whole = { value: 8, time: 5, risk: 3, size: 5 } as const;
    expect(givenNow(whole, { ...whole, size: 8 })).toEqual(['size']);
    expect(givenNow(whole, { ...whole, size: null })).toEqual([]);
    expect(givenNow(whole, whole)).toEqual(['value', 'time', 'risk', 'size']);
    expect(givenNow(null, null)).toEqual([]);
    expect(isSameScore(null, { value: null, time: null, risk: null, size: null })).toBe(true);
    const day = (n: number) => new Date(n * 86_400_000);
    const [a, b, c] = [
      { score: whole, at: day(1), by: 'Amara' },
      { score: { ...whole, size: 8 }, at: day(2), by: 'Ines' },
      { score: { ...whole, size: 8 }, at: day(3), by: 'Lotte' },
    ] as const;
    expect(partsGiven([a, b]).size).toEqual({ at: day(2), by: 'Ines' });
    expect(partsGiven([a, b]).value).toEqual({ at: day(1), by: 'Amara' });
    expect(partsGiven([a, b, c]).value).toEqual({ at: day(3), by: 'Lotte' });
  });
});

describe('shares by line', () => {
  it('read back what they say, and their gap is what is missing to 100', () => {
    const shares = fc.record({ PAY: fc.integer({ min: 0, max: 100 }), LOG: fc.integer({ min: 0, max: 100 }) });
    fc.assert(
      fc.property(shares, fc.constantFrom(' ', ': ', ' = '), fc.constantFrom('', ' %', '%'), ({ PAY, LOG }, between, unit) => {
        const read = parseStreamLines(`pay${between}${PAY}${unit}\n\nLOG${between}${LOG}${unit}`, ['LOG', 'PAY'], { min: 0, max: 100 });
        expect(read).toEqual({
          ok: true,
          lines: [
            { key: 'PAY', number: PAY },
            { key: 'LOG', number: LOG },
          ],
        });
        expect(fundingGap([PAY, LOG])).toBe(PAY + LOG - 100);
      }),
    );
  });

  it('never throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = parseStreamLines(text, ['PAY'], { min: 0, max: 100 });
        if (!read.ok) expect(read.wrong.length).toBeLessThan(200);
        else for (const one of read.lines) expect([one.key, Number.isInteger(one.number)]).toEqual(['PAY', true]);
      }),
    );
  });
});

describe('how full the limits are that concern a bet', () => {
  const limits = { portfolio: 5, streams: new Map([['pay', 1]]) };
  const running = [
    { streamId: 'pay', excepted: false },
    { streamId: 'pay', excepted: true },
    { streamId: 'log', excepted: false },
  ];

  it("is counted in the portfolio and in the bet's stream, without those that have leave", () => {
    expect(placesFor(running, limits, 'pay')).toEqual([
      { streamId: null, limit: 5, taken: 2 },
      { streamId: 'pay', limit: 1, taken: 1 },
    ]);
    expect(placesFor(running, limits, 'log')).toEqual([{ streamId: null, limit: 5, taken: 2 }]);
    expect(placesFor(running, limits, null)).toEqual([{ streamId: null, limit: 5, taken: 2 }]);
  });
});

describe('what ran before the organization began', () => {
  const now = new Date('2026-03-31T12:00:00Z');
  it.each([
    [false, null, true],
    [false, '2026-03-02T12:00:00Z', true],
    [false, '2026-03-01T11:59:59Z', false],
    [true, null, false],
    [true, '2026-03-30T12:00:00Z', false],
  ] as const)('is listed at the beginning: passed the gate %s, first bet %s → %s', (gated, first, may) =>
    expect(mayListRunning(gated, first === null ? null : new Date(first), now)).toBe(may),
  );
});
