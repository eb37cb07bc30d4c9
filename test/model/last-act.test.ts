import { describe, expect, it } from 'vitest';
import { type Did, lastAct } from '../../src/model/item/last-act.ts';

const did = (minute: number, kind: string, more: Partial<Did> = {}): Did => ({
  at: new Date(Date.UTC(2026, 0, 1, 12, minute)),
  type: 'item',
  id: 'one',
  version: minute,
  kind,
  of: null,
  key: 'PAY-1',
  ...more,
});

describe('the last act of a person', () => {
  it('is nothing where nothing was done, or all of it was taken back', () => {
    expect(lastAct([])).toBeNull();
    expect(lastAct([did(3, 'undone', { of: 2 }), did(2, 'pulled')])).toBeNull();
    expect(lastAct([did(3, 'parked', { of: 2 }), did(2, 'added')])).toBeNull();
  });

  it('is the one before a taking back', () => {
    const pulled = did(1, 'pulled');
    expect(lastAct([did(3, 'undone', { of: 2 }), did(2, 'moved'), pulled])).toEqual({ did: pulled, undoable: true, before: null });
  });

  it('stays the last one where it is of a kind that stays; what comes before it is named', () => {
    const [held, edited, pulled] = [did(4, 'held', { type: 'epic', id: 'bet' }), did(3, 'edited'), did(2, 'pulled')];
    expect(lastAct([held, edited, pulled])).toEqual({ did: held, undoable: false, before: pulled });
    expect(lastAct([held])).toEqual({ did: held, undoable: false, before: null });
  });

  it('is what one request meant, not what it brought about', () => {
    const held = did(2, 'held', { type: 'epic', id: 'bet' });
    expect(lastAct([did(2, 'unreadied'), held])?.did).toBe(held);
    const split = did(2, 'split');
    expect(lastAct([did(2, 'added', { id: 'part' }), split])?.did).toBe(split);
    const blocked = did(2, 'blocked');
    expect(lastAct([did(2, 'opened', { type: 'blocker', id: 'fog' }), blocked])).toEqual({ did: blocked, undoable: true, before: null });
    const readied = did(3, 'readied', { at: did(2, '').at });
    expect(lastAct([readied, did(2, 'edited')])?.did).toBe(readied);
  });
});
