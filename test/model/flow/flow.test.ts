import { describe, expect, it } from 'vitest';
import { flowDays, isZone, localDate } from '../../../src/model/calendar/days.ts';
import { chooseNext } from '../../../src/model/flow/choose.ts';
import { percentile } from '../../../src/model/flow/percentile.ts';
import { hasRoom, room } from '../../../src/model/flow/wip.ts';
import { missingChecks } from '../../../src/model/item/readiness.ts';
import { may, RIGHTS, type Right, type Roles } from '../../../src/model/rights/rights.ts';

describe('flow time in days', () => {
  it.each([
    ['2026-06-01T16:43:00+02:00', '2026-06-03T09:00:00+02:00', 'Europe/Berlin', 3],
    ['2026-06-01T08:00:00Z', '2026-06-01T20:00:00Z', 'UTC', 1],
    // The night the clocks change is a day like any other.
    ['2026-03-28T23:30:00+01:00', '2026-03-29T23:30:00+02:00', 'Europe/Berlin', 2],
    ['2026-10-24T12:00:00+02:00', '2026-10-26T12:00:00+01:00', 'Europe/Berlin', 3],
    // The same two instants are one day in one zone and two in another.
    ['2026-06-01T22:30:00Z', '2026-06-01T23:30:00Z', 'UTC', 1],
    ['2026-06-01T21:30:00Z', '2026-06-01T22:30:00Z', 'Europe/Berlin', 2],
  ])('%s to %s in %s is %i', (start, finish, zone, days) => expect(flowDays(new Date(start), new Date(finish), zone)).toBe(days));

  it('is unknown without a start, and where the finish lies before it: never one day', () => {
    const finish = new Date('2026-06-03T09:00:00Z');
    expect(flowDays(null, finish, 'UTC')).toBeNull();
    expect(flowDays(new Date('2026-06-03T09:00:01Z'), finish, 'UTC')).toBeNull();
    expect(flowDays(new Date('2026-06-05T09:00:00Z'), finish, 'UTC')).toBeNull();
    expect(flowDays(finish, finish, 'UTC')).toBe(1);
  });

  it('knows zones by their IANA names only', () => {
    expect(['Europe/Berlin', 'Europe/Kyiv', 'Europe/Kiev', 'UTC'].every(isZone)).toBe(true);
    expect(['Mars/Phobos', 'EST', '', 'CET', '+02:00'].some(isZone)).toBe(false);
    expect(localDate(new Date('2026-06-01T22:30:00Z'), 'Europe/Berlin')).toBe('2026-06-02');
  });
});

describe('nearest rank', () => {
  const days = [30, 1, 2, 2, 3, 21, 3, 4, 5, 15, 5, 6, 8, 12, 8, 9];
  it.each([
    [50, 5],
    [70, 9],
    [85, 15],
    [95, 30],
    [100, 30],
  ])('P%i is %i', (p, value) => expect(percentile(days, p)).toBe(value));
  it('is unknown for nothing, not 0', () => expect(percentile([], 85)).toBeNull());
});

describe('WIP', () => {
  it('has room below the limit, never a negative one above it', () => {
    expect([0, 3, 4, 5].map((inProgress) => hasRoom({ inProgress, limit: 4 }))).toEqual([true, true, false, false]);
    expect(room({ inProgress: 5, limit: 4 })).toBe(0);
    expect(room({ inProgress: 5, limit: null })).toBeNull();
  });
  it('chooses from the first stream in the team’s order that has something and room', () => {
    const free = { inProgress: 0, limit: 1 };
    const full = { inProgress: 1, limit: 1 };
    const streams = [
      { name: 'empty', wip: free, candidate: null },
      { name: 'full', wip: full, candidate: 'a' },
      { name: 'open', wip: free, candidate: 'b' },
      { name: 'later', wip: free, candidate: 'c' },
    ];
    expect(chooseNext(streams)?.candidate).toBe('b');
    expect(chooseNext(streams.slice(0, 2))).toBeNull();
    expect(chooseNext([])).toBeNull();
  });
});

describe('readiness', () => {
  const whole = { purpose: 'for shoppers', criteria: 'it works', smallEnough: true };
  it('names what is missing, in order', () => {
    expect(missingChecks(whole)).toEqual([]);
    expect(missingChecks({ purpose: ' ', criteria: null, smallEnough: false })).toEqual(['purpose', 'criteria', 'small']);
    expect(missingChecks({ ...whole, criteria: '' })).toEqual(['criteria']);
  });
});

describe('rights', () => {
  const nobody: Roles = { admin: false, leader: false, owns: [], teams: [] };
  const people: Record<string, Roles> = {
    admin: { ...nobody, admin: true },
    leader: { ...nobody, leader: true },
    'owner of the stream': { ...nobody, owns: ['pay'] },
    'owner of another': { ...nobody, owns: ['log'] },
    'in a team on the stream': { ...nobody, teams: [{ id: 'checkout', streamIds: ['pay'] }] },
    'in another team': { ...nobody, teams: [{ id: 'warehouse', streamIds: ['log'] }] },
    nobody,
  };
  // Row by row: who may do it to the stream "pay" or the team "checkout".
  const expected: Record<Right, readonly string[]> = {
    read: Object.keys(people),
    add: Object.keys(people),
    refine: ['owner of the stream', 'in a team on the stream'],
    order: ['owner of the stream'],
    deliver: ['owner of the stream', 'in a team on the stream'],
    pull: ['in a team on the stream'],
    found: Object.keys(people),
    bind: ['admin', 'in a team on the stream'],
    bindPortfolio: ['admin', 'leader'],
    propose: Object.keys(people),
    shape: ['leader'],
    invest: ['leader'],
    steer: ['leader'],
    measure: ['leader', 'owner of the stream'],
    scoreEpics: ['leader', 'owner of the stream'],
    governPortfolio: ['leader'],
    review: ['leader'],
    park: ['owner of the stream'],
    parkEpic: ['leader'],
    expedite: ['owner of the stream', 'in a team on the stream'],
    reshape: ['owner of the stream', 'in a team on the stream'],
    transfer: ['owner of the stream'],
    score: ['owner of the stream'],
    correct: ['owner of the stream', 'in a team on the stream'],
    govern: ['owner of the stream'],
    answerFor: ['owner of the stream'],
    challenge: Object.keys(people),
    except: ['in a team on the stream'],
    decide: Object.keys(people),
    administer: ['admin'],
  };
  it.each(Object.keys(RIGHTS) as Right[])('%s', (right) => {
    const scope = right === 'pull' || right === 'bind' || right === 'except' ? { teamId: 'checkout' } : { streamId: 'pay' };
    const allowed = Object.entries(people).filter(([, roles]) => may(right, roles, scope));
    expect(allowed.map(([name]) => name)).toEqual(expected[right]);
  });
});
