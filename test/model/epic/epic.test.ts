import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayDate } from '../../../src/model/calendar/say-date.ts';
import { canMove, EPIC_FLOW, EPIC_STATES, isInvestment, isOpen, nextState, previousState } from '../../../src/model/epic/epic.ts';
import { applyEpicEvent, bumpsVersion, type EpicEvent, type EpicSnapshot } from '../../../src/model/epic/epic-event.ts';
import { judgeOutcome, lastDate, suggestedDate } from '../../../src/model/epic/epic-outcome.ts';
import { epicTexts } from '../../../src/model/epic/epic-texts.ts';

describe('where an epic may go', () => {
  it('goes one step on, or back as far as one likes, and nowhere from a way out', () => {
    const allowed = EPIC_STATES.flatMap((from) => EPIC_FLOW.filter((to) => canMove(from, to)).map((to) => `${from} → ${to}`));
    expect(allowed).toEqual([
      'funnel → exploring',
      'exploring → funnel',
      'exploring → ready',
      'ready → funnel',
      'ready → exploring',
      'ready → investing',
      'investing → funnel',
      'investing → exploring',
      'investing → ready',
      'investing → delivered',
      'delivered → funnel',
      'delivered → exploring',
      'delivered → ready',
      'delivered → investing',
    ]);
    expect(EPIC_STATES.filter(isOpen)).toEqual(['funnel', 'exploring', 'ready', 'investing']);
    expect([nextState('delivered'), previousState('funnel'), nextState('parked'), previousState('stopped')]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it('asks leaders for whatever starts, ends or takes back an investment', () => {
    expect([isInvestment('ready', 'investing'), isInvestment('investing', 'ready'), isInvestment('delivered', 'funnel')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([isInvestment('funnel', 'exploring'), isInvestment('ready', 'funnel'), isInvestment('exploring', 'ready')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

const PROPOSED: EpicEvent = {
  kind: 'proposed',
  data: {
    key: 'E-1',
    title: 'Easier checkout',
    sourceLink: null,
    outcome: null,
    affects: null,
    measure: null,
    askAgainOn: '2027-03-03',
    ...epicTexts({}),
    evidence: null,
    streamId: null,
    ownerId: 'ines',
  },
};
const day = (n: number) => new Date(Date.UTC(2027, 0, n));

describe('an epic as a fold over its log', () => {
  it('keeps its first start when it goes back, and loses its end', () => {
    const moves = (['exploring', 'ready', 'investing', 'delivered', 'investing', 'ready', 'investing'] as const).map(
      (to): EpicEvent => ({ kind: 'moved', data: { to } }),
    );
    const epic = [PROPOSED, ...moves].reduce<EpicSnapshot | null>(
      (before, event, index) => applyEpicEvent(before, event, day(index + 1)),
      null,
    );
    expect(epic).toMatchObject({ state: 'investing', createdAt: day(1), startedAt: day(4), finishedAt: null });
  });

  it('makes buttons stale by state, owner and stream, not by words', () => {
    const epic = applyEpicEvent(null, PROPOSED, day(1));
    const changed = (event: EpicEvent) => applyEpicEvent(epic, event, day(2));
    expect(bumpsVersion(epic, changed({ kind: 'edited', data: { title: 'Other', evidence: 'Calls' } }))).toBe(false);
    expect(bumpsVersion(epic, changed({ kind: 'edited', data: { ownerId: 'mei' } }))).toBe(true);
    expect(bumpsVersion(epic, changed({ kind: 'parked', data: { reason: 'Too early' } }))).toBe(true);
    expect(() => applyEpicEvent(null, { kind: 'moved', data: { to: 'ready' } }, day(1))).toThrow('proposal');
  });
});

describe('an anticipated outcome, or not known yet', () => {
  const today = '2027-02-28';
  const answers = { outcome: undefined, affects: undefined, measure: undefined, notKnown: false, askAgainOn: undefined };
  const errorsOf = (given: Partial<Parameters<typeof judgeOutcome>[0]>) => {
    const judged = judgeOutcome({ ...answers, ...given }, today);
    return judged.ok ? judged.value : judged.errors;
  };

  it('wants a sentence or a tick with a day, and says which is missing', () => {
    expect(errorsOf({})).toEqual({ outcome: 'Add a sentence, or tick "Not known yet".' });
    expect(errorsOf({ notKnown: true })).toEqual({ askAgainOn: 'Pick the day on which I should ask again.' });
    expect(errorsOf({ notKnown: true, askAgainOn: today })).toEqual({ askAgainOn: 'Pick a day after today.' });
    expect(errorsOf({ notKnown: true, askAgainOn: '1969-12-31' })).toEqual({ askAgainOn: 'Pick a day after today.' });
    expect(errorsOf({ notKnown: true, askAgainOn: '2037-03-01' })).toEqual({ askAgainOn: 'Pick a day within 10 years.' });
    expect(errorsOf({ notKnown: true, askAgainOn: '2037-02-28' })).toMatchObject({ outcome: null, askAgainOn: '2037-02-28' });
    expect(errorsOf({ notKnown: true, outcome: 'Fewer calls' })).toHaveProperty('notKnown');
    expect(errorsOf({ outcome: 'Fewer calls', askAgainOn: '2027-03-28' })).toMatchObject({ outcome: 'Fewer calls', askAgainOn: null });
  });

  it('always holds a sentence or a day, never both and never neither', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        fc.boolean(),
        fc.option(fc.date({ min: day(1), max: new Date('2060-01-01'), noInvalidDate: true }), { nil: undefined }),
        (outcome, notKnown, at) => {
          const judged = judgeOutcome({ ...answers, outcome, notKnown, askAgainOn: at?.toISOString().slice(0, 10) }, today);
          if (judged.ok) expect((judged.value.outcome === null) !== (judged.value.askAgainOn === null)).toBe(true);
          else expect(Object.keys(judged.errors)).toHaveLength(1);
        },
      ),
    );
  });

  it('suggests four weeks, ends after ten years, also on a leap day', () => {
    expect([suggestedDate('2027-02-28'), lastDate('2028-02-29')]).toEqual(['2027-03-28', '2038-02-28']);
  });
});

it('says a date with its year only when it is another one', () => {
  expect([sayDate('2027-03-03', '2027-02-28'), sayDate('2028-03-03', '2027-02-28')]).toEqual(['3 March', '3 March 2028']);
});
