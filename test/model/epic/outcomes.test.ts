import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPIC_STATES, type EpicState } from '../../../src/model/epic/epic.ts';
import { VERDICTS } from '../../../src/model/epic/epic-event.ts';
import { fitsAnyEpic } from '../../../src/model/epic/fits-any-epic.ts';
import { hintsOf, lateOutcome } from '../../../src/model/epic/outcome-hints.ts';
import { featureFactoryRatio, hitRate, share } from '../../../src/model/epic/outcome-rates.ts';
import { dueOn, isWaiting, type Reviewable } from '../../../src/model/epic/review.ts';
import { inMarkdown, pagesOf, partOf } from '../../../src/model/epic/roadmap.ts';
import { applyKeyResultEvent, applyObjectiveEvent } from '../../../src/model/strategy/goal-event.ts';
import { applyThemeEvent, wantsReview } from '../../../src/model/strategy/theme.ts';
import { parseDecimal } from '../../../src/model/text/number.ts';

const ZONE = 'Europe/Berlin';
const day = (text: string) => new Date(`${text}T10:00:00Z`);

describe('rates', () => {
  it('are parts of a whole, and unknown where there is none', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (without, others) => {
        const epics = without + others;
        const { percent } = featureFactoryRatio({ epics, without });
        expect(percent === null).toBe(epics === 0);
        if (percent === null) return;
        expect(percent).toBeCloseTo((100 * without) / epics);
        // One more without an outcome never makes it better.
        expect(featureFactoryRatio({ epics: epics + 1, without: without + 1 }).percent).toBeGreaterThanOrEqual(percent);
        expect(featureFactoryRatio({ epics: epics + 1, without }).percent).toBeLessThanOrEqual(percent);
      }),
    );
  });

  it('of hits grow with what was met, and do not know what cannot be told', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...VERDICTS), fc.nat(30)), fc.nat(9), fc.nat(9), (said, early, untold) => {
        const { rate, counts } = hitRate(said);
        const more = { ...counts, too_early: counts.too_early + early, cannot_tell: counts.cannot_tell + untold };
        expect(hitRate(more).rate).toBe(rate);
        if (rate !== null) expect(hitRate({ ...counts, met: counts.met + 1 }).rate).toBeGreaterThanOrEqual(rate);
      }),
    );
  });

  it('of a share stay between nothing and all', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (some, more) => {
        const { percent } = share(some, some + more);
        expect(percent === null).toBe(some + more === 0);
        if (percent !== null) expect(percent >= 0 && percent <= 100).toBe(true);
      }),
    );
  });
});

describe('a review', () => {
  const fresh: Reviewable = { finishedAt: day('2026-03-01'), reviewLag: 30, verdict: null, reviewedAt: null };

  it('is due its lag after delivery, in local days', () => {
    expect(dueOn(fresh, ZONE)).toBe('2026-03-31');
    expect(dueOn({ ...fresh, finishedAt: new Date('2026-03-01T23:30:00Z'), reviewLag: 0 }, ZONE)).toBe('2026-03-02');
    expect(dueOn({ ...fresh, verdict: 'too_early', reviewedAt: day('2026-04-05') }, ZONE)).toBe('2026-05-05');
  });

  it('is asked again only after "too early"', () => {
    expect([null, ...VERDICTS].map((verdict) => isWaiting({ verdict }))).toEqual([true, false, false, false, true, false]);
  });
});

describe('hints about an outcome', () => {
  it.each([
    '-',
    '– — –',
    '…',
    '👍',
    'N / A',
    't.b.d.',
    'None.',
    'not known yet',
    'To be decided later',
    'Everything works better and faster for all users',
    'Increase customer satisfaction and business value',
    'Deliver the new project',
    'TBD',
    'n/a',
    'Improve user experience',
    'Better performance.',
    'It works',
    'Deliver the project',
    'Faster',
    'Night  TRAINS!',
    'As discussed',
  ])('ask about “%s”', (outcome) => expect(fitsAnyEpic(outcome, 'Night trains')).toBe(true));
  it.each([
    'Fewer give up at the card form',
    'Packers no longer wait at the label printer',
    'Improve the checkout so that two of three finish it',
    'Somebody smiles',
    'Satisfaction 3.9 → 4.4',
    'Deliver the parcel a day sooner',
    '夜行列車の予約が簡単になる',
    'Weniger Rückfragen zur Rechnung',
  ])('leave “%s” alone', (outcome) => expect(fitsAnyEpic(outcome, 'Night trains')).toBe(false));

  it('know what was written after the start, and what after the end', () => {
    const versions = [
      { at: day('2026-01-01'), outcome: 'Fewer calls about money' },
      { at: day('2026-02-01'), outcome: 'Fewer calls about money' },
      { at: day('2026-03-01'), outcome: 'Half the calls about money' },
    ];
    expect(lateOutcome(versions, null)).toBeNull();
    expect(lateOutcome(versions, day('2026-01-15'))).toEqual({ at: day('2026-03-01'), first: false });
    expect(lateOutcome(versions.slice(0, 2), day('2026-01-15'))).toBeNull();
    expect(lateOutcome(versions, day('2026-03-02'))).toBeNull();
    // Nothing was hoped for until then: nothing was changed.
    const unsaid = versions.map((one, n) => (n < 2 ? { ...one, outcome: null } : one));
    expect(lateOutcome(unsaid, day('2026-01-15'))).toEqual({ at: day('2026-03-01'), first: true });
    const epic = { outcome: 'Half the calls about money', outcomeGap: null, finishedAt: day('2026-02-15') };
    expect(hintsOf(epic, versions, null)).toEqual(['added after done']);
    expect(hintsOf({ ...epic, finishedAt: null }, versions, { verdict: 'met', evidenceKind: 'none' })).toEqual(['met without evidence']);
    expect(hintsOf({ ...epic, outcome: 'tbd', outcomeGap: 'says_nothing' }, versions, null)).toEqual(['boilerplate']);
    expect(hintsOf({ ...epic, outcomeGap: 'after_delivery' }, versions, null)).toEqual(['first written after done']);
    expect(hintsOf({ ...epic, outcome: null }, versions, { verdict: 'partly', evidenceKind: 'none' })).toEqual([]);
  });
});

describe('the roadmap', () => {
  it('has a place for every open epic and none for the others', () => {
    const places = Object.fromEntries(EPIC_STATES.map((state: EpicState) => [state, partOf(state)]));
    expect(places).toEqual({
      funnel: 'later',
      exploring: 'later',
      ready: 'next',
      investing: 'now',
      delivered: null,
      parked: null,
      stopped: null,
    });
  });

  it('is Markdown in which no title is a mark', () => {
    expect(inMarkdown('# A *bold*\n[link](x) `code`')).toBe('\\# A \\*bold\\* \\[link\\](x) \\`code\\`');
  });

  it('loses no line in pages', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 }).map((line) => line.replaceAll('\n', ' '))),
        fc.integer({ min: 1, max: 80 }),
        (lines, most) => {
          const pages = pagesOf(lines, most);
          expect(pages.join('\n')).toBe(lines.join('\n'));
          for (const page of pages) expect(page.length <= most || !page.includes('\n')).toBe(true);
        },
      ),
    );
  });
});

describe('numbers of key results', () => {
  it.each([
    ['38', 38],
    [' 2.5 ', 2.5],
    ['-3', -3],
    ['+7', 7],
    ['−4', -4],
    ['０', 0],
    ['-0', 0],
    ['007', 7],
  ])('are read from “%s”', (typed, value) => expect(parseDecimal(typed)).toBe(value));
  it.each(['', '2,5', '1e3', '0x10', 'NaN', 'Infinity', '1.000.000', '1.000', '.5', '5.', '٣', '²', '9'.repeat(13), '1.2345', '3 %'])(
    'are not guessed from “%s”',
    (typed) => expect(parseDecimal(typed)).toBeNull(),
  );
});

describe('logs of strategy', () => {
  it('begin with what is stated', () => {
    expect(() => applyThemeEvent(null, { kind: 'activated', data: {} }, day('2026-01-01'))).toThrow('first event');
    expect(() => applyObjectiveEvent(null, { kind: 'retired', data: {} }, day('2026-01-01'))).toThrow('first event');
    expect(() => applyKeyResultEvent(null, { kind: 'retired', data: {} }, day('2026-01-01'))).toThrow('first event');
  });

  it('ask after 90 days whether an active theme still holds', () => {
    const at = (days: number) => new Date(day('2026-06-01').getTime() - days * 86_400_000);
    const asks = (state: 'draft' | 'active' | 'retired', days: number) => wantsReview({ state, reviewedAt: at(days) }, day('2026-06-01'));
    expect([asks('active', 89), asks('active', 90), asks('draft', 200), asks('retired', 200)]).toEqual([false, true, false, false]);
  });
});
