import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../../src/model/epic/epic-event.ts';
import { type InvestBy, missingForInvesting, missingForReady } from '../../../src/model/epic/gate.ts';
import { featureFactoryRatio, hitRate, share } from '../../../src/model/epic/outcome-rates.ts';
import { fundingGap, mixOf } from '../../../src/model/flow/mix.ts';
import { direction, progress } from '../../../src/model/strategy/key-result.ts';

const WHOLE = { hypothesis: 'We believe', outcome: 'Fewer calls', outcomeGap: null, ownerId: 'o', streamId: 's' };
const JUSTIFIED = {
  ...WHOLE,
  score: { value: 8, time: 5, risk: 3, size: 5 },
  caseLine: null,
  evidence: 'Three interviews',
  evidenceWaiver: null,
  before: false,
};

describe('the gates', () => {
  it('of ready lists each missing part, in its order', () => {
    expect(missingForReady(WHOLE)).toEqual([]);
    expect(missingForReady({ hypothesis: ' ', outcome: null, outcomeGap: null, ownerId: null, streamId: null })).toEqual([
      'hypothesis',
      'outcome',
      'owner',
      'stream',
    ]);
  });

  it.each([
    ['score', { score: null, caseLine: 'Law asks for it' }, ['justification']],
    ['score', { score: { value: 8, time: null, risk: 3, size: 5 } }, ['justification']],
    ['case', { caseLine: null }, ['justification']],
    ['case', { score: null, caseLine: 'Law asks for it' }, []],
    ['either', { score: null }, ['justification']],
    ['either', { score: null, caseLine: 'Law asks for it' }, []],
    ['either', { evidence: null }, ['evidence']],
    ['either', { evidence: null, evidenceWaiver: 'Nobody has tried it' }, []],
    ['score', { outcome: null, evidence: ' ' }, ['outcome', 'evidence']],
    ['score', { outcome: '-', outcomeGap: 'says_nothing', evidence: '--' }, ['outcome', 'evidence']],
    ['case', { caseLine: 'n/a', evidence: null, evidenceWaiver: '-' }, ['justification', 'evidence']],
    ['score', { outcomeGap: 'after_delivery', hypothesis: 'tbd' }, ['hypothesis', 'outcome']],
  ] as const)('of investing, by %s: %j lacks %j', (investBy, change, missing) => {
    expect(missingForInvesting({ ...JUSTIFIED, ...change }, investBy)).toEqual(missing);
  });

  it('of investing is never wider than that of ready, except for what ran before', () => {
    const text = fc.option(fc.constantFrom('', ' ', 'Said'), { nil: null });
    const part = fc.option(fc.constantFrom(1, 2, 3, 5, 8, 13, 20), { nil: null });
    const epic = fc.record({
      hypothesis: text,
      outcome: text,
      outcomeGap: fc.constantFrom(null, 'says_nothing', 'after_delivery'),
      ownerId: text,
      streamId: text,
      caseLine: text,
      evidence: text,
      evidenceWaiver: text,
      score: fc.option(fc.record({ value: part, time: part, risk: part, size: part }), { nil: null }),
    });
    fc.assert(
      fc.property(epic, fc.constantFrom<InvestBy>('score', 'case', 'either'), (one, investBy) => {
        const missing = missingForInvesting({ ...one, before: false }, investBy);
        expect(missing).toEqual(expect.arrayContaining(missingForReady(one)));
        expect(missingForInvesting({ ...one, before: true }, investBy)).toEqual([]);
      }),
    );
  });
});

describe('rates of outcomes', () => {
  it('are "n/a" where there is nothing, never 0', () => {
    expect(featureFactoryRatio({ epics: 0, without: 0 }).percent).toBeNull();
    expect(share(0, 0)).toEqual({ of: 0, all: 0, percent: null });
    expect(featureFactoryRatio({ epics: 15, without: 4 })).toEqual({ of: 4, all: 15, percent: expect.closeTo(26.67, 2) });
  });

  it('of hits are counts only below five verdicts, and leave out what cannot be said', () => {
    expect(hitRate({ met: 2, partly: 1, not_met: 1, too_early: 1, cannot_tell: 1 })).toEqual({
      rate: null,
      counts: { met: 2, partly: 1, not_met: 1, too_early: 1, cannot_tell: 1 },
    });
    expect(hitRate({ met: 3, partly: 1, not_met: 1 }).rate).toBe(70);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...VERDICTS), fc.nat(40)), (said) => {
        const { rate, counts } = hitRate(said);
        expect(counts).toMatchObject(said);
        if (rate !== null) expect(rate >= 0 && rate <= 100).toBe(true);
        expect(rate === null).toBe(counts.met + counts.partly + counts.not_met < 5);
      }),
    );
  });
});

describe('the mix', () => {
  it('stands beside what was planned, and says nothing where nothing is', () => {
    expect(
      mixOf([
        { id: 'pay', planned: 60, bets: 3, items: 0 },
        { id: 'log', planned: null, bets: 1, items: 0 },
      ]),
    ).toEqual([
      { id: 'pay', planned: 60, running: 75, finished: null },
      { id: 'log', planned: null, running: 25, finished: null },
    ]);
    expect(fundingGap([60, 30, 20])).toBe(10);
    expect(fundingGap([60, 30])).toBe(-10);
  });
});

describe('a key result', () => {
  it('knows its direction and how far it is', () => {
    const calls = { baseline: 400, target: 100, current: 250 };
    expect([direction(calls), progress(calls)]).toEqual(['down', 50]);
    expect(progress({ baseline: 10, target: 20, current: 8 })).toBe(-20);
    expect(progress({ baseline: 10, target: 20, current: null })).toBeNull();
  });
});
