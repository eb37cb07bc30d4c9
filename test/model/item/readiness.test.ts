import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPIC_STATES } from '../../../src/model/epic/epic.ts';
import {
  asPolicy,
  CONFIRMED_CHECKS,
  DEFAULT_CHECKS,
  missingChecks,
  nameChecks,
  READINESS_CHECKS,
  type Readiable,
} from '../../../src/model/item/readiness.ts';

const check = fc.constantFrom(...READINESS_CHECKS);
const policy = fc.uniqueArray(check).map(asPolicy);
const item: fc.Arbitrary<Readiable> = fc.record({
  purpose: fc.constantFrom(null, '', '  ', 'For whom'),
  criteria: fc.constantFrom(null, '', 'Seen'),
  smallEnough: fc.boolean(),
  checks: fc.subarray([...CONFIRMED_CHECKS]),
  readiness: fc.record({
    policy,
    waitsFor: fc.constantFrom([], ['PAY-3'], ['PAY-3', 'PAY-4']),
    tags: fc.constantFrom([], [{ id: 't', name: 'Till' }]),
    epic: fc.option(fc.record({ key: fc.constant('E-1'), state: fc.constantFrom(...EPIC_STATES) })),
  }),
});

describe('readiness', () => {
  it('asks for the three checks of the start where nothing else is known', () => {
    expect(missingChecks({ purpose: null, criteria: null, smallEnough: false })).toEqual(DEFAULT_CHECKS);
    expect(missingChecks({ purpose: 'For shoppers', criteria: 'Seen', smallEnough: true })).toEqual([]);
  });

  it('misses nothing that the policy does not ask for, and keeps its order', () => {
    fc.assert(
      fc.property(item, (one) => {
        const misses = missingChecks(one).filter((miss) => miss !== 'invested');
        const asked = one.readiness?.policy ?? [];
        expect(asked.filter((each) => misses.includes(each))).toEqual(misses);
      }),
    );
  });

  it('misses an epic that is not invested in, whatever the policy', () => {
    fc.assert(
      fc.property(item, (one) => {
        const { epic = null } = one.readiness ?? {};
        expect(missingChecks(one).includes('invested')).toBe(epic !== null && epic.state !== 'investing');
      }),
    );
  });

  it('never asks for less when the policy asks for more', () => {
    fc.assert(
      fc.property(item, policy, (one, more) => {
        const facts = one.readiness;
        if (!facts) return;
        const stricter = { ...one, readiness: { ...facts, policy: asPolicy([...facts.policy, ...more]) } };
        expect(missingChecks(stricter)).toEqual(expect.arrayContaining(missingChecks(one)));
      }),
    );
  });

  it('stores a policy once each, in one order, and nothing that is no check', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(check, fc.string())), (chosen) => {
        const stored = asPolicy(chosen);
        expect(new Set(stored).size).toBe(stored.length);
        expect(READINESS_CHECKS.filter((one) => stored.includes(one))).toEqual(stored);
        expect(stored.every((one) => chosen.includes(one))).toBe(true);
      }),
    );
  });

  it('names what is missing for a sentence, with the keys it knows', () => {
    const facts = { policy: [], tags: [], waitsFor: ['PAY-3', 'LOG-1'], epic: { key: 'E-7', state: 'parked' } } as const;
    expect(nameChecks(['purpose', 'criteria'])).toBe('a purpose line and acceptance criteria');
    expect(nameChecks(['unhindered', 'invested'], facts)).toBe('PAY-3 and 1 more to be done first and E-7 to be invested in, now parked');
  });
});
