import { STAYING, type StayingAct, UNDOABLE } from './undo.ts';

/** Something a person did lately, as the log holds it. */
export interface Did {
  readonly at: Date;
  /** What it is about: item, epic, theme, decision and the like. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  /** Of a taking back: the version that it took back. */
  readonly of: number | null;
  readonly key: string | null;
}

/** The last act, and the one before it that can be taken back. */
export interface LastAct {
  readonly did: Did;
  readonly undoable: boolean;
  /** Null where the last act itself can be taken back, or nothing before it can. */
  readonly before: Did | null;
}

/**
 * What a person did last (row X4). Everything that one request wrote carries the same instant and is one act. What was taken back does
 * not count as an act, and neither does taking it back.
 *
 * @param log the person's own, newest first
 * @returns null when there is nothing
 */
export function lastAct(log: readonly Did[]): LastAct | null {
  const takenBack = new Set(log.flatMap((one) => (one.of === null ? [] : [`${one.id} ${one.of}`])));
  // A blocker opens and ends with what it holds: that is the act.
  const acts = log.filter((one) => one.of === null && one.type !== 'blocker' && !takenBack.has(`${one.id} ${one.version}`));
  const [newest] = acts;
  if (!newest) return null;
  const did = actOf(acts.filter((one) => one.at.getTime() === newest.at.getTime())) ?? newest;
  if (isUndoable(did)) return { did, undoable: true, before: null };
  const earlier = acts.filter((one) => one.at.getTime() < newest.at.getTime());
  const before = earlier.find((one) => isUndoable(actOf(earlier.filter((other) => other.at.getTime() === one.at.getTime())) ?? one));
  return {
    did,
    undoable: false,
    before: before ? (actOf(earlier.filter((one) => one.at.getTime() === before.at.getTime())) ?? null) : null,
  };
}

/** Acts on items that stay, named by undo one by one. */
export function stayingAct({ type, kind }: Did): StayingAct | null {
  return type === 'item' ? (STAYING.find((one) => one === kind) ?? null) : null;
}

// What an instant is called after: a decision on an epic rather than what it did to items, a split rather than its parts.
function actOf(together: readonly Did[]): Did | undefined {
  return (
    together.find((one) => one.type !== 'item') ??
    together.find((one) => stayingAct(one) !== null) ??
    together.find(isUndoable) ??
    together[0]
  );
}

function isUndoable({ type, kind }: Did): boolean {
  return type === 'item' && UNDOABLE.some((one) => one === kind);
}
