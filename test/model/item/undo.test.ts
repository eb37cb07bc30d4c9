import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../../src/model/item/item.ts';
import type { ItemEvent } from '../../../src/model/item/item-event.ts';
import { foldItemHistory, type HistoryEvent } from '../../../src/model/item/item-history.ts';
import { countingVersions, judgeUndo, standBefore, UNDOABLE, type UndoableAct } from '../../../src/model/item/undo.ts';

const STAGES: readonly Stage[] = [
  { id: 'doing', name: 'in progress', kind: 'active' },
  { id: 'review', name: 'in review', kind: 'waiting' },
];
const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n));
const ADDED: ItemEvent = { kind: 'added', data: { streamId: 's', key: 'PAY-1', title: 'One', kind: 'feature', rank: 'a0' } };

function log(...events: readonly ItemEvent[]): HistoryEvent[] {
  return events.map((event, index) => ({ event, at: minute(index), actorId: 'mei' }));
}
function undoneAfter(history: readonly HistoryEvent[], of: number): HistoryEvent {
  const act = history[of - 1]?.event.kind ?? '';
  return { event: { kind: 'undone', data: { of, act, before: standBefore(history, of) } }, at: minute(history.length), actorId: 'mei' };
}

/** What a handler could write next, given how the item stands. */
function possible(history: readonly HistoryEvent[]): ItemEvent[] {
  const { item } = foldItemHistory(history, STAGES);
  const flags: ItemEvent[] =
    item.state === 'done' || item.state === 'parked'
      ? []
      : [item.blocked ? { kind: 'unblocked', data: {} } : { kind: 'blocked', data: { reason: 'why' } }];
  switch (item.state) {
    case 'refining':
      return [...flags, { kind: 'readied', data: {} }, { kind: 'ranked', data: { rank: `b${history.length}` } }];
    case 'ready':
      return [
        ...flags,
        { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } },
        { kind: 'ranked', data: { rank: `c${history.length}` } },
      ];
    case 'delivery':
      return [
        ...flags,
        { kind: 'moved', data: { stageId: item.stageId === 'doing' ? 'review' : 'doing' } },
        { kind: 'finished', data: {} },
        { kind: 'returned', data: { rank: 'a9', to: 'ready' } },
      ];
    case 'done':
      return [{ kind: 'reopened', data: { stageId: 'review' } }];
    default:
      return [];
  }
}

describe('undo', () => {
  it('gives back exactly what was, visits and blocks included, one act after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 25 }), fc.nat(25), (picks, back) => {
        let history = log(ADDED);
        const stood = [foldItemHistory(history, STAGES)];
        for (const pick of picks) {
          const choices = possible(history);
          const event = choices[pick % choices.length];
          if (!event) break;
          history = [...history, { event, at: minute(history.length), actorId: pick % 2 ? 'mei' : 'oskar' }];
          stood.push(foldItemHistory(history, STAGES));
        }
        for (let steps = 0; steps < back && stood.length > 1; steps += 1) {
          const newest = countingVersions(history.map((one) => one.event)).at(-1) ?? 1;
          history = [...history, undoneAfter(history, newest)];
          stood.pop();
          const { version: _v, revision: _r, changedAt: _c, ...now } = foldItemHistory(history, STAGES).item;
          const { version: _w, revision: _s, changedAt: _d, ...then } = stood.at(-1)?.item ?? ({} as never);
          expect(now).toEqual(then);
          expect(foldItemHistory(history, STAGES).visits).toEqual(stood.at(-1)?.visits);
          expect(foldItemHistory(history, STAGES).blocks).toEqual(stood.at(-1)?.blocks);
        }
        expect(foldItemHistory(history, STAGES).item.revision).toBe(history.length);
      }),
    );
  });

  it('makes every button drawn before it stale, as any change of state does', () => {
    const pulled = log(ADDED, { kind: 'readied', data: {} }, { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } });
    const before = foldItemHistory(pulled, STAGES).item.version;
    expect(foldItemHistory([...pulled, undoneAfter(pulled, 3)], STAGES).item.version).toBe(before + 1);
    const ranked = log(ADDED, { kind: 'ranked', data: { rank: 'b' } });
    expect(foldItemHistory([...ranked, undoneAfter(ranked, 2)], STAGES).item).toMatchObject({ version: 1, revision: 3, rank: 'a0' });
  });

  it('allows the newest act, by the one who did it, for ten minutes', () => {
    const history = log(ADDED, { kind: 'readied', data: {} }, { kind: 'pulled', data: { stageId: 'doing', teamId: 't' } });
    const at = minute(2).getTime();
    expect(judgeUndo(history, 3, 'mei', new Date(at + 600_000))).toEqual({ type: 'possible', act: 'pulled' });
    expect(judgeUndo(history, 3, 'mei', new Date(at + 600_001))).toEqual({ type: 'late' });
    expect(judgeUndo(history, 3, 'oskar', minute(2))).toEqual({ type: 'foreign' });
    expect(judgeUndo(history, 2, 'mei', minute(3))).toEqual({ type: 'changed', version: 3 });
    expect(judgeUndo(history, 9, 'mei', minute(3))).toEqual({ type: 'never' });
    const undone = [...history, undoneAfter(history, 3)];
    expect(judgeUndo(undone, 3, 'mei', minute(4))).toEqual({ type: 'undone' });
    expect(judgeUndo(undone, 4, 'mei', minute(4))).toEqual({ type: 'never' });
    expect(judgeUndo(undone, 2, 'mei', minute(4))).toEqual({ type: 'possible', act: 'readied' });
    const parked = log(ADDED, { kind: 'parked', data: { reason: 'added by mistake', of: 1 } });
    expect(judgeUndo(parked, 1, 'mei', minute(2))).toEqual({ type: 'undone' });
    const imported = [{ event: ADDED, at: minute(0), actorId: 'mei', imported: true }];
    expect(judgeUndo(imported, 1, 'mei', minute(0))).toEqual({ type: 'never' });
  });

  it('knows every act of people on work, and none on texts', () => {
    const acts: readonly UndoableAct[] = UNDOABLE;
    expect(acts).not.toContain('edited');
    expect(new Set(acts).size).toBe(10);
  });
});
