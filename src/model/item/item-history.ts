import type { Stage, StageKind } from './item.ts';
import { applyItemEvent, type ItemEvent, type ItemSnapshot } from './item-event.ts';

/** One event with what stands beside it in the log. */
export interface HistoryEvent {
  readonly event: ItemEvent;
  readonly at: Date;
  /** The member who did it; null where nobody is known (imports). */
  readonly actorId: string | null;
  /** Brought by an import at its true instant, rather than done here. */
  readonly imported?: boolean;
}

/** A stay in a phase or stage; names and kind are copied at entry. `leftAt` null: still there. */
export interface Visit {
  readonly phase: 'refining' | 'ready' | 'delivery';
  readonly stageId: string | null;
  readonly stage: string;
  readonly kind: StageKind;
  readonly teamId: string | null;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
}

/** `to` null: still blocked. */
export interface BlockedSpan {
  readonly reason: string;
  readonly from: Date;
  readonly to: Date | null;
}

/** After these an item stands where it stood: no visit or block begins or ends. */
const STANDS_STILL: ReadonlySet<ItemEvent['kind']> = new Set([
  'edited',
  'ranked',
  'linked',
  'scored',
  'dated',
  'expedited',
  'tagged',
  'needs',
  'needless',
  'split',
  'learned',
  'corrected',
]);

/** Everything the tables hold of an item, told by its events. */
export interface FoldedItem {
  readonly item: ItemSnapshot & {
    /** 1 at adding; one more for each change of state, stage, team or block: what a button was drawn against. */
    readonly version: number;
    /** How many events there are. */
    readonly revision: number;
    readonly createdBy: string | null;
    /** Who pulled it: set and cleared together with the team. */
    readonly pulledBy: string | null;
    /** The epic whose outcome it serves. */
    readonly epicId: string | null;
  };
  /** Words of its stream's list. */
  readonly tagIds: readonly string[];
  /** Items that it waits for. */
  readonly needs: readonly string[];
  /** Keys it had in other streams, oldest first. */
  readonly aliases: readonly string[];
  /** In order of entry; each ends where the next begins, none is open once the item is done or parked. */
  readonly visits: readonly Visit[];
  readonly blocks: readonly BlockedSpan[];
}

/**
 * An item's rows from its events: the reference for what a handler writes beside each event.
 *
 * - added, unreadied, revived, returned to refining: a visit of phase `refining` begins
 * - readied, returned to ready: a visit of phase `ready` begins
 * - pulled, moved, reopened: a visit of the stage begins, with the team the item has then; a pull by another team in the
 *   same stage begins one too, a move to where it stands does not
 * - finished, parked: the open visit and the open block end
 * - blocked, unblocked: the flag, wherever the item stands; no visit ends
 * - transferred: a visit of phase `refining` in the other stream begins; merged: as parked
 * - everything that changes texts, scores or relations: neither
 * - undone: visits and blocks as they were before the change that is taken back
 *
 * @param stages the stages the events name, of every stream concerned
 * @throws Error when the first event is not the adding, a stage is unknown, or a change of state lies before the one it follows
 */
export function foldItemHistory(events: readonly HistoryEvent[], stages: readonly Stage[]): FoldedItem {
  let item: ItemSnapshot | null = null;
  let version = 0;
  let pulledBy: string | null = null;
  let epicId: string | null = null;
  let tagIds: readonly string[] = [];
  const needs = new Set<string>();
  const aliases: string[] = [];
  let changedAt: Date | null = null;
  let visits: Visit[] = [];
  let blocks: BlockedSpan[] = [];
  // How it stood before each change that still counts: what an undoing goes back to.
  const before: { readonly visits: Visit[]; readonly blocks: BlockedSpan[] }[] = [];

  for (const { event, at, actorId } of events) {
    const earlier: ItemSnapshot | null = item;
    item = applyItemEvent(earlier, event, at);
    if (event.kind === 'added' || event.kind === 'linked') epicId = event.data.epicId ?? null;
    if (event.kind === 'undone') {
      ({ visits, blocks } = before.pop() ?? { visits, blocks });
      pulledBy = event.data.before.pulledBy;
      if (event.data.act !== 'ranked') version += 1;
      continue;
    }
    before.push({ visits: [...visits], blocks: [...blocks] });
    if (event.kind === 'tagged') tagIds = event.data.tagIds;
    if (event.kind === 'needs') needs.add(event.data.itemId);
    if (event.kind === 'needless') needs.delete(event.data.itemId);
    if (event.kind === 'transferred' && earlier) aliases.push(earlier.key);
    if (STANDS_STILL.has(event.kind)) continue;
    if (changedAt !== null && at < changedAt)
      throw new Error(`“${event.kind}” at ${at.toISOString()} lies before the change it follows, ${changedAt.toISOString()}.`);
    changedAt = at;
    if (event.kind === 'pulled') pulledBy = event.data.memberId ?? actorId;
    else if (event.kind === 'returned' || event.kind === 'revived') pulledBy = null;
    const moves = earlier === null || movesBetween(earlier, item);
    if (moves || earlier.blocked !== item.blocked) version += 1;

    if (event.kind === 'blocked' || !item.blocked) endLast(blocks, at);
    if (event.kind === 'blocked') blocks.push({ reason: event.data.reason, from: at, to: null });
    if (!moves) continue;
    leaveLast(visits, at);
    const visit = visitOf(item, stages, at);
    if (visit) visits.push(visit);
  }

  if (item === null) throw new Error('An item has at least one event: its adding.');
  const told = { version, revision: events.length, createdBy: events[0]?.actorId ?? null, pulledBy, epicId };
  return { item: { ...item, ...told }, tagIds, needs: [...needs], aliases, visits, blocks };
}

/** Does a stay end and another begin between these two? */
export function movesBetween(before: ItemSnapshot, after: ItemSnapshot): boolean {
  return (
    before.state !== after.state || before.stageId !== after.stageId || before.teamId !== after.teamId || before.streamId !== after.streamId
  );
}

function visitOf(item: ItemSnapshot, stages: readonly Stage[], at: Date): Visit | null {
  const open = { enteredAt: at, leftAt: null };
  switch (item.state) {
    case 'refining':
    case 'ready':
      return { phase: item.state, stageId: null, stage: item.state, kind: 'waiting', teamId: null, ...open };
    case 'delivery': {
      const stage = stages.find((one) => one.id === item.stageId);
      if (!stage) throw new Error(`${item.key} goes into a stage that its stream does not have.`);
      return { phase: 'delivery', stageId: stage.id, stage: stage.name, kind: stage.kind, teamId: item.teamId, ...open };
    }
    case 'done':
    case 'parked':
      return null;
    default: {
      const unknown: never = item.state;
      return unknown;
    }
  }
}

function leaveLast(visits: Visit[], at: Date): void {
  const last = visits.at(-1);
  if (last && last.leftAt === null) visits[visits.length - 1] = { ...last, leftAt: at };
}

function endLast(blocks: BlockedSpan[], at: Date): void {
  const last = blocks.at(-1);
  if (last && last.to === null) blocks[blocks.length - 1] = { ...last, to: at };
}
