import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { CHANNELS, ORGANIZATION, PEOPLE, STAGES, STREAMS, TEAMS, TIPS } from '../../src/demo/company.ts';
import { epicHistories } from '../../src/demo/epic-history.ts';
import { type DemoItem, generateDemo } from '../../src/demo/generator.ts';
import { ageDays, flowDays, localDate } from '../../src/model/calendar/days.ts';
import { EPIC_FLOW } from '../../src/model/epic/epic.ts';
import type { Stage } from '../../src/model/item/item.ts';
import { foldItemHistory } from '../../src/model/item/item-history.ts';
import { missingChecks } from '../../src/model/item/readiness.ts';

const NOW = new Date('2026-11-20T14:30:00Z');
const { zone } = ORGANIZATION;
const idOf = (name: string) => name;
const stages: Stage[] = STREAMS.flatMap(({ key }) => STAGES.map((stage) => ({ id: `stage:${key}:${stage.name}`, ...stage })));
const fold = (item: DemoItem) => foldItemHistory(item.events, stages);
const allEvents = (items: readonly DemoItem[]) => items.flatMap((item) => item.events);

/** Teams over their limit at any instant, from the visits. */
function overLimit(items: readonly DemoItem[]): string[] {
  const changes = items.flatMap((item) =>
    fold(item)
      .visits.filter((visit) => visit.phase === 'delivery')
      .flatMap(({ teamId, enteredAt, leftAt }) => [
        { teamId, at: enteredAt.getTime(), by: 1 },
        { teamId, at: leftAt?.getTime() ?? Number.POSITIVE_INFINITY, by: -1 },
      ]),
  );
  changes.sort((a, b) => a.at - b.at || a.by - b.by);
  const load = new Map<string, number>();
  return changes.flatMap(({ teamId, by, at }) => {
    const count = (load.get(teamId ?? '') ?? 0) + by;
    load.set(teamId ?? '', count);
    const limit = TEAMS.find((team) => teamId === `team:${team.name}`)?.wipLimit ?? 0;
    return count > limit && Number.isFinite(at) ? [`${teamId} has ${count} at ${new Date(at).toISOString()}`] : [];
  });
}

describe('the demo’s history', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(generateDemo(7, NOW, idOf)).toEqual(generateDemo(7, NOW, idOf));
    expect(generateDemo(8, NOW, idOf)).not.toEqual(generateDemo(7, NOW, idOf));
  });

  it('keeps its promises for any seed and any instant', () => {
    const instants = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-12-31T23:59:59Z'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.integer(), instants, (seed, now) => {
        const items = generateDemo(seed, now, idOf);
        const folded = items.map((item) => fold(item).item);
        const count = (state: string) => folded.filter((item) => item.state === state).length;
        expect(items.length).toBeGreaterThanOrEqual(110);
        expect(items.length).toBeLessThanOrEqual(130);
        expect(count('done')).toBeGreaterThanOrEqual(32);
        expect(count('parked')).toBe(2);
        expect(overLimit(items)).toEqual([]);
        // It ends on the day given, and not after the instant.
        const last = new Date(Math.max(...allEvents(items).map((one) => one.at.getTime())));
        expect(localDate(last, zone)).toBe(localDate(now, zone));
        expect(last.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(Math.min(...allEvents(items).map((one) => one.at.getTime()))).toBeLessThan(now.getTime() - 120 * 86_400_000);
        // Instants never go back within an item; numbers follow the order of adding.
        for (const item of items)
          expect(item.events.map((one) => one.at.getTime())).toEqual(item.events.map((one) => one.at.getTime()).sort((a, b) => a - b));
        for (const { key } of STREAMS) {
          const added = items.filter((item) => item.stream === key).map((item) => item.events[0]?.at.getTime() ?? 0);
          expect(added).toEqual([...added].sort((a, b) => a - b));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keeps office hours, but for today', () => {
    const today = localDate(NOW, zone);
    const odd = allEvents(generateDemo(1, NOW, idOf))
      .map((one) => DateTime.fromJSDate(one.at, { zone }))
      .filter((at) => at.toISODate() !== today)
      .filter((at) => at.weekday > 5 || at.hour < 9 || at.toFormat('HH:mm:ss') > '18:00:00');
    expect(odd.map((at) => at.toISO())).toEqual([]);
  });

  it('has a full team, a team with room, blocked work, a return, a reopening, and flow times with a tail', () => {
    const items = generateDemo(20_261_121, NOW, idOf).map((item) => fold(item).item);
    const wip = (team: string) => items.filter((item) => item.state === 'delivery' && item.teamId === `team:${team}`).length;
    expect(Object.fromEntries(TEAMS.map((team) => [team.name, wip(team.name)]))).toEqual({
      Checkout: 2,
      Warehouse: 3,
      Access: 2,
      Platform: 2,
    });
    expect(items.filter((item) => item.state === 'delivery' && item.blocked).length).toBeGreaterThanOrEqual(2);
    expect(items.filter((item) => item.returns === 1 && item.state === 'ready')).toHaveLength(1);
    expect(items.filter((item) => item.reopened === 1 && item.state === 'done')).toHaveLength(1);
    const days = items.flatMap((item) =>
      item.startedAt && item.finishedAt ? [flowDays(item.startedAt, item.finishedAt, zone) ?? Number.NaN] : [],
    );
    expect(Math.min(...days)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...days)).toBeGreaterThan(15);
    expect(days.filter((one) => one <= 15).length / days.length).toBeGreaterThan(0.8);
    const ages = items.flatMap((item) => (item.state === 'delivery' && item.startedAt ? [ageDays(item.startedAt, NOW, zone)] : []));
    expect(new Set(ages).size).toBeGreaterThan(4);
  });

  it('passed the gate: what is or was ready has all three checks, and what is refined misses some', () => {
    const items = generateDemo(20_261_121, NOW, idOf).map((item) => fold(item).item);
    for (const item of items.filter((one) => ['ready', 'delivery', 'done'].includes(one.state)))
      expect([item.key, missingChecks(item)]).toEqual([item.key, []]);
    for (const item of items.filter((one) => one.state === 'refining')) expect([item.key, missingChecks(item)]).not.toEqual([item.key, []]);
    const next = items
      .filter((one) => one.state === 'ready' && one.key.startsWith('PAY') && !one.blocked)
      .sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));
    expect(next[0]?.key).toBe('PAY-12');
  });
});

describe('the demo’s portfolio', () => {
  const epics = epicHistories(NOW, idOf);
  const items = generateDemo(20_261_121, NOW, idOf);

  it('has about fifteen epics in every state, five running, four without an outcome', () => {
    const states = epics.map(({ epic }) => epic.state);
    expect(epics).toHaveLength(15);
    expect(new Set(states)).toEqual(new Set(EPIC_FLOW));
    expect(states.filter((state) => state === 'investing')).toHaveLength(5);
    expect(epics.filter(({ epic }) => epic.outcome === null)).toHaveLength(4);
    const titles = Object.fromEntries(epics.map(({ key, epic }) => [key, epic.title]));
    expect(titles).toMatchObject({ 'E-3': 'Partner onboarding', 'E-7': 'Easier checkout', 'E-9': 'Loyalty points' });
  });

  it('moves step by step, before today, and each item serves one epic at most', () => {
    for (const { key, events, epic } of epics) {
      const at = events.map((one) => one.at.getTime());
      expect([key, at]).toEqual([key, [...at].sort((a, b) => a - b)]);
      expect(Math.max(...at)).toBeLessThan(NOW.getTime());
      expect(epic.outcome === null || epic.askAgainOn === null).toBe(true);
    }
    const linked = epics.flatMap((one) => one.items);
    expect(new Set(linked).size).toBe(linked.length);
    expect(linked.filter((key) => items.every((item) => item.key !== key))).toEqual([]);
  });

  it('has nothing ready or running for an epic that nobody invests in', () => {
    const wrong = items.flatMap((item) => {
      const { state, epicId } = fold(item).item;
      const epic = epics.find((one) => `epic:${one.key}` === epicId)?.epic;
      return epic && (state === 'ready' || state === 'delivery') && epic.state !== 'investing' ? [item.key] : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe('the demo’s company', () => {
  it('names only people, teams, streams and channels it has, in ids that Slack could give', () => {
    const names = new Set(PEOPLE.map((one) => one.name));
    expect(names.size).toBe(PEOPLE.length);
    expect(STREAMS.filter((one) => !names.has(one.owner))).toEqual([]);
    for (const one of PEOPLE) expect(one.id).toMatch(/^U[A-Z0-9]{2,20}$/);
    for (const one of CHANNELS) expect(one.id).toMatch(/^C[A-Z0-9]{2,20}$/);
    expect(new Set([...PEOPLE, ...CHANNELS].map((one) => one.id)).size).toBe(PEOPLE.length + CHANNELS.length);
    expect(CHANNELS.filter((one) => !one.team && !one.stream).map((one) => one.name)).toEqual(['general']);
    expect(PEOPLE.filter((one) => one.admin).map((one) => one.name)).toEqual(['tomas']);
    expect(TEAMS.filter((team) => !PEOPLE.some((one) => one.team === team.name))).toEqual([]);
  });

  it('has three tips that can be followed', () => {
    expect(TIPS).toHaveLength(3);
    for (const tip of TIPS) {
      expect(PEOPLE.some((one) => one.name === tip.as)).toBe(true);
      expect(CHANNELS.some((one) => one.name === tip.channel)).toBe(true);
    }
  });
});
