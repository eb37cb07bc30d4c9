import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../../src/model/item/item.ts';
import type { ItemEvent } from '../../../../src/model/item/item-event.ts';
import { foldItemHistory, type HistoryEvent } from '../../../../src/model/item/item-history.ts';

const STAGES: readonly Stage[] = [
  { id: 'doing', name: 'in progress', kind: 'active' },
  { id: 'review', name: 'in review', kind: 'waiting' },
];
const hour = (n: number) => new Date(Date.UTC(2026, 0, 5, n));
const ADDED: ItemEvent = { kind: 'added', data: { streamId: 's', key: 'PAY-1', title: 'One', kind: 'feature', rank: 'a0' } };

/** Events an hour apart. */
function hourly(...events: readonly ItemEvent[]): HistoryEvent[] {
  return [ADDED, ...events].map((event, index) => ({ event, at: hour(index), actorId: index === 0 ? 'ines' : 'mei' }));
}
const stay = (phase: string, stage: string, from: number, to: number | null) =>
  expect.objectContaining({ phase, stage, enteredAt: hour(from), leftAt: to === null ? null : hour(to) });

describe('foldItemHistory', () => {
  it('opens a visit per phase and stage and ends it at the next change of state', () => {
    const { item, visits } = foldItemHistory(
      hourly(
        { kind: 'edited', data: { purpose: 'For shoppers' } },
        { kind: 'readied', data: {} },
        { kind: 'ranked', data: { rank: 'a1' } },
        { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
        { kind: 'moved', data: { stageId: 'review' } },
        { kind: 'finished', data: {} },
      ),
      STAGES,
    );
    expect(visits).toEqual([
      stay('refining', 'refining', 0, 2),
      stay('ready', 'ready', 2, 4),
      stay('delivery', 'in progress', 4, 5),
      stay('delivery', 'in review', 5, 6),
    ]);
    expect(visits.map((one) => [one.kind, one.teamId])).toEqual([
      ['waiting', null],
      ['waiting', null],
      ['active', 't'],
      ['waiting', 't'],
    ]);
    // Seven events; neither the edit nor the new rank makes a button stale.
    expect(item).toMatchObject({
      revision: 7,
      version: 5,
      state: 'done',
      createdBy: 'ines',
      pulledBy: 'mei',
      startedAt: hour(4),
      finishedAt: hour(6),
      stageId: null,
    });
  });

  it('keeps the first start over a return and a reopening, and the last finish', () => {
    const { item, visits } = foldItemHistory(
      hourly(
        { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
        { kind: 'returned', data: { rank: 'a2', to: 'refining' } },
        { kind: 'pulled', data: { stageId: 'doing', teamId: null, memberId: 'oskar' } },
        { kind: 'finished', data: {} },
        { kind: 'reopened', data: { stageId: 'review' } },
        { kind: 'finished', data: {} },
      ),
      STAGES,
    );
    expect(item).toMatchObject({ startedAt: hour(1), finishedAt: hour(6), returns: 1, reopened: 1, pulledBy: 'oskar', teamId: null });
    expect(visits.map((one) => one.stage)).toEqual(['refining', 'in progress', 'refining', 'in progress', 'in review']);
    expect(visits.at(-1)?.leftAt).toEqual(hour(6));
  });

  it('begins a visit when another team takes the item over, and none when nothing moves', () => {
    const { item, visits } = foldItemHistory(
      hourly(
        { kind: 'pulled', data: { stageId: 'doing', teamId: null } },
        { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
        { kind: 'moved', data: { stageId: 'doing' } },
      ),
      STAGES,
    );
    expect(visits.map((one) => [one.stage, one.teamId])).toEqual([
      ['refining', null],
      ['in progress', null],
      ['in progress', 't'],
    ]);
    expect(item).toMatchObject({ version: 3, revision: 4, startedAt: hour(1) });
  });

  it('ends a block when it is lifted, and with the item', () => {
    const { blocks, visits, item } = foldItemHistory(
      hourly(
        { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
        { kind: 'blocked', data: { reason: 'the bank' } },
        { kind: 'unblocked', data: {} },
        { kind: 'blocked', data: { reason: 'the carrier' } },
        { kind: 'parked', data: { reason: 'not worth it' } },
      ),
      STAGES,
    );
    expect(blocks).toEqual([
      { reason: 'the bank', from: hour(2), to: hour(3) },
      { reason: 'the carrier', from: hour(4), to: hour(5) },
    ]);
    expect(visits).toHaveLength(2);
    expect(item).toMatchObject({ version: 6, blocked: false, state: 'parked' });
  });

  it('refuses what is no history', () => {
    expect(() => foldItemHistory([], STAGES)).toThrow('at least one event');
    expect(() =>
      foldItemHistory(
        hourly()
          .slice(1)
          .concat({ event: { kind: 'readied', data: {} }, at: hour(0), actorId: null }),
        STAGES,
      ),
    ).toThrow('first event');
    expect(() => foldItemHistory(hourly({ kind: 'pulled', data: { stageId: 'nowhere', teamId: null } }), STAGES)).toThrow('stage');
    const [added] = hourly();
    expect(() =>
      foldItemHistory(added ? [added, { event: { kind: 'readied', data: {} }, at: hour(-1), actorId: null }] : [], STAGES),
    ).toThrow('before');
  });

  it('leaves no gap, no overlap, and at most one open visit and block, whatever happens', () => {
    const any: fc.Arbitrary<ItemEvent> = fc.constantFrom<ItemEvent>(
      { kind: 'readied', data: {} },
      { kind: 'unreadied', data: {} },
      { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
      { kind: 'moved', data: { stageId: 'review' } },
      { kind: 'blocked', data: { reason: 'why' } },
      { kind: 'unblocked', data: {} },
      { kind: 'ranked', data: { rank: 'a3' } },
      { kind: 'returned', data: { rank: 'a4', to: 'ready' } },
      { kind: 'finished', data: {} },
      { kind: 'parked', data: { reason: 'no' } },
      { kind: 'revived', data: { rank: 'a5' } },
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (events) => {
        // A move of an item that stands in no stage is no event a handler writes.
        const { item, visits, blocks } = foldItemHistory(hourly(...events), STAGES);
        const open = visits.filter((one) => one.leftAt === null);
        expect(open).toHaveLength(item.state === 'done' || item.state === 'parked' ? 0 : 1);
        expect(open[0]?.phase ?? item.state).toBe(item.state);
        expect(blocks.filter((one) => one.to === null)).toHaveLength(item.blocked ? 1 : 0);
        visits.slice(1).forEach((visit, index) => {
          const left = visits[index]?.leftAt;
          expect(left && left <= visit.enteredAt).toBe(true);
        });
        expect(item.version).toBeLessThanOrEqual(item.revision);
      }),
    );
  });
});
