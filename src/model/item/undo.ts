import type { ItemBefore } from './item-before.ts';
import { applyItemEvent, type ItemEvent, type ItemSnapshot } from './item-event.ts';
import type { HistoryEvent } from './item-history.ts';

/** How long an act may be taken back by the one who did it (row X4). */
export const UNDO_MINUTES = 10;

/** Acts that can be taken back. Edits of texts are not among them: what was typed stays. */
export const UNDOABLE = [
  'added',
  'readied',
  'ranked',
  'pulled',
  'moved',
  'finished',
  'reopened',
  'returned',
  'blocked',
  'unblocked',
] as const satisfies readonly ItemEvent['kind'][];
export type UndoableAct = (typeof UNDOABLE)[number];

/** Acts that stay: what they did is mended by another act, named when somebody asks to take them back. */
export const STAYING = ['split', 'merged', 'transferred', 'expedited'] as const satisfies readonly ItemEvent['kind'][];
export type StayingAct = (typeof STAYING)[number];

/** The reason for parking an item that was added by mistake. */
export const ADDED_BY_MISTAKE = 'added by mistake';

/** What undo finds in an item's log. Versions count events from 1. */
export type Undoing =
  | { readonly type: 'possible'; readonly act: UndoableAct }
  /** Somebody changed the item after it; `version` is that change. */
  | { readonly type: 'changed'; readonly version: number }
  | { readonly type: 'undone' }
  | { readonly type: 'late' }
  | { readonly type: 'foreign' }
  | { readonly type: 'never' };

/**
 * May this person take back the change of that version now? Only the newest change that still counts, only one's own, only
 * within ten minutes. After one is taken back, the one before it is the newest.
 *
 * @param log every event of the item, in order
 */
export function judgeUndo(log: readonly HistoryEvent[], version: number, memberId: string, now: Date): Undoing {
  const entry = log[version - 1];
  const act = UNDOABLE.find((one) => one === entry?.event.kind);
  if (!entry || !act || entry.imported) return { type: 'never' };
  const counting = countingVersions(log.map((one) => one.event));
  if (!counting.includes(version)) return { type: 'undone' };
  if (log.some(({ event }) => event.kind === 'parked' && event.data.of === version)) return { type: 'undone' };
  if (entry.actorId !== memberId) return { type: 'foreign' };
  if (now.getTime() - entry.at.getTime() > UNDO_MINUTES * 60_000) return { type: 'late' };
  const newest = counting.at(-1) ?? version;
  return newest === version ? { type: 'possible', act } : { type: 'changed', version: newest };
}

/** Versions of the events that still count: an undoing takes away the newest of them and itself. */
export function countingVersions(events: readonly ItemEvent[]): number[] {
  const counting: number[] = [];
  for (const [index, event] of events.entries()) {
    if (event.kind === 'undone') counting.pop();
    else counting.push(index + 1);
  }
  return counting;
}

/**
 * How an item stood before the change of that version.
 *
 * @param log every event of the item, in order
 * @throws Error when there is no event before it
 */
export function standBefore(log: readonly HistoryEvent[], version: number): ItemBefore {
  let item: ItemSnapshot | null = null;
  let pulledBy: string | null = null;
  for (const { event, at, actorId } of log.slice(0, version - 1)) {
    item = applyItemEvent(item, event, at);
    if (event.kind === 'pulled') pulledBy = event.data.memberId ?? actorId;
    else if (event.kind === 'returned' || event.kind === 'revived') pulledBy = null;
    else if (event.kind === 'undone') pulledBy = event.data.before.pulledBy;
  }
  if (item === null) throw new Error('Nothing lies before the first event of an item.');
  const { state, stageId, teamId, rank, blocked, returns, reopened, expedite } = item;
  return {
    state,
    stageId,
    teamId,
    pulledBy,
    rank,
    blocked,
    readyAt: item.readyAt?.toISOString() ?? null,
    startedAt: item.startedAt?.toISOString() ?? null,
    finishedAt: item.finishedAt?.toISOString() ?? null,
    returns,
    reopened,
    expedite,
  };
}
