import type { ItemScore } from '../score/item-score.ts';
import type { ScorePart } from '../score/score.ts';
import type { ItemKind, ItemState } from './item.ts';
import { type ItemBefore, startGivenBack } from './item-before.ts';

/** Where an item goes when it is pulled, moved or reopened. */
interface IntoStage {
  readonly stageId: string;
}

/** What happened to an item. One event per change, in its transaction, never edited; `at`, actor and version stand beside it. */
export type ItemEvent =
  | {
      readonly kind: 'added';
      readonly data: {
        readonly streamId: string;
        readonly key: string;
        readonly title: string;
        readonly kind: ItemKind;
        readonly rank: string;
        readonly purpose?: string | null;
        readonly criteria?: string | null;
        readonly smallEnough?: boolean;
        readonly externalSource?: string;
        readonly externalKey?: string;
        readonly epicId?: string | null;
        /** Came up and was started at once (row D11). */
        readonly unplanned?: boolean;
        /** The item it was split from. */
        readonly parentId?: string | null;
      };
    }
  | {
      readonly kind: 'edited';
      readonly data: {
        readonly title?: string;
        readonly kind?: ItemKind;
        readonly purpose?: string | null;
        readonly criteria?: string | null;
        readonly smallEnough?: boolean;
        /** Further checks that somebody confirmed. */
        readonly checks?: readonly string[];
      };
    }
  /** Its parts of cost of delay, and its size (row C4); null takes the score away. */
  /** `parts`: what was given then. */
  | { readonly kind: 'scored'; readonly data: { readonly score: ItemScore | null; readonly parts?: readonly ScorePart[] } }
  /** A date that law or a contract sets, `YYYY-MM-DD`, and which (row X5); null: there is none. */
  | { readonly kind: 'dated'; readonly data: { readonly on: string | null; readonly why: string | null } }
  /** Goes before everything else from now on, or no longer (row D1). */
  | { readonly kind: 'expedited'; readonly data: { readonly on: boolean; readonly reason: string } }
  /** Words of its stream's list, by id: all that it has now (rows C10, C14). */
  | { readonly kind: 'tagged'; readonly data: { readonly tagIds: readonly string[] } }
  /** It waits for another item, or no longer (row C27). */
  | { readonly kind: 'needs'; readonly data: { readonly itemId: string; readonly reason: string | null } }
  | { readonly kind: 'needless'; readonly data: { readonly itemId: string } }
  /** Its parts are items of their own from now on; its clock runs on (row D2). */
  | { readonly kind: 'split'; readonly data: { readonly into: readonly string[] } }
  /** Another item took it in (row C12). */
  | { readonly kind: 'merged'; readonly data: { readonly into: string } }
  /** To another stream, under a new key; the old one goes on finding it. To be refined there. */
  | { readonly kind: 'transferred'; readonly data: { readonly streamId: string; readonly key: string; readonly rank: string } }
  /** What was learned when it was done (row D3). */
  | { readonly kind: 'learned'; readonly data: { readonly text: string } }
  /** A start or finish that was noted wrongly; instants as ISO 8601. What stood before is kept in `was` (row X4). */
  | {
      readonly kind: 'corrected';
      readonly data: {
        readonly startedAt?: string;
        readonly finishedAt?: string;
        readonly reason: string;
        readonly was: { readonly startedAt: string | null; readonly finishedAt: string | null };
      };
    }
  /** To the epic whose outcome it serves, or to none. */
  | { readonly kind: 'linked'; readonly data: { readonly epicId: string | null } }
  | { readonly kind: 'readied'; readonly data: Record<string, never> }
  | { readonly kind: 'unreadied'; readonly data: Record<string, never> }
  /** `reason`: why it stands against the scores, where they give an order. */
  | { readonly kind: 'ranked'; readonly data: { readonly rank: string; readonly reason?: string } }
  /** `passedOver`: better-ranked ready items that a named pull left behind. */
  | {
      readonly kind: 'pulled';
      readonly data: IntoStage & {
        readonly teamId: string | null;
        readonly memberId?: string;
        readonly reason?: string;
        readonly passedOver?: number;
        /** ISO 8601: it goes on in the place of something that was started then, and whose clock it inherits (row D2). */
        readonly startedAt?: string;
      };
    }
  | { readonly kind: 'moved'; readonly data: IntoStage }
  | { readonly kind: 'finished'; readonly data: Record<string, never> }
  | { readonly kind: 'reopened'; readonly data: IntoStage }
  /** Back from delivery to the backlog; keeps the first start. */
  | { readonly kind: 'returned'; readonly data: { readonly rank: string; readonly to: 'ready' | 'refining' } }
  /** `blockerId`: the thing that holds it, which may hold others too (row C15). */
  | { readonly kind: 'blocked'; readonly data: { readonly reason: string; readonly blockerId?: string } }
  | { readonly kind: 'unblocked'; readonly data: Record<string, never> }
  /** `of`: the adding that this takes back, when somebody added it by mistake (undo). */
  | { readonly kind: 'parked'; readonly data: { readonly reason: string; readonly of?: number } }
  | { readonly kind: 'revived'; readonly data: { readonly rank: string; readonly reason?: string } }
  /**
   * Takes the change of version `of` back, which was of kind `act`: the item stands as it stood before. The log keeps both;
   * the stay or block that the change began is gone and the one it ended goes on, so that no figure knows of a slip.
   */
  | { readonly kind: 'undone'; readonly data: { readonly of: number; readonly act: string; readonly before: ItemBefore } };

/** What the table holds of an item, as far as events tell it. */
export interface ItemSnapshot {
  readonly streamId: string;
  readonly key: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly purpose: string | null;
  readonly criteria: string | null;
  readonly smallEnough: boolean;
  readonly state: ItemState;
  readonly stageId: string | null;
  readonly teamId: string | null;
  readonly rank: string | null;
  readonly blocked: boolean;
  readonly createdAt: Date;
  readonly readyAt: Date | null;
  /** When it first came into a delivery stage; null also of what was finished without one: nobody recorded its start. */
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returns: number;
  readonly reopened: number;
  readonly checks: readonly string[];
  readonly expedite: boolean;
  readonly unplanned: boolean;
  readonly score: ItemScore | null;
  /** `YYYY-MM-DD`, local. */
  readonly externalDate: string | null;
  readonly externalReason: string | null;
  readonly parentId: string | null;
  readonly splitAt: Date | null;
  readonly mergedInto: string | null;
  readonly learning: string | null;
  /** When the newest event happened. */
  readonly changedAt: Date;
}

/**
 * The item after one more event: what makes the tables a fold over the log, and lets a test prove it.
 *
 * @throws Error when an item's first event is not its adding
 */
export function applyItemEvent(item: ItemSnapshot | null, event: ItemEvent, at: Date): ItemSnapshot {
  if (event.kind === 'added') return added(event.data, at);
  if (item === null) throw new Error(`The first event of an item is its adding, not “${event.kind}”.`);
  const after = applied(item, event, at);
  // Only what can be taken or is being worked on is in a hurry: whatever leaves both ends the expediting.
  const hurries = after.state === 'ready' || after.state === 'delivery';
  return { ...after, expedite: after.expedite && hurries, changedAt: at };
}

function applied(item: ItemSnapshot, event: Exclude<ItemEvent, { kind: 'added' }>, at: Date): ItemSnapshot {
  switch (event.kind) {
    case 'edited':
      return { ...item, ...event.data };
    // Links, tags and dependencies stand beside the snapshot, as the person who pulled it does (item-history.ts).
    case 'linked':
    case 'tagged':
    case 'needs':
    case 'needless':
      return item;
    case 'scored':
      return { ...item, score: event.data.score };
    case 'dated':
      return { ...item, externalDate: event.data.on, externalReason: event.data.why };
    case 'expedited':
      return { ...item, expedite: event.data.on };
    case 'split':
      // What goes on is a part, and so is the hurry.
      return { ...item, splitAt: item.splitAt ?? at, expedite: false };
    case 'merged':
      return { ...item, state: 'parked', stageId: null, rank: null, blocked: false, mergedInto: event.data.into };
    case 'transferred':
      return { ...item, ...event.data, state: 'refining', readyAt: null };
    case 'learned':
      return { ...item, learning: event.data.text };
    case 'corrected': {
      const { startedAt, finishedAt } = event.data;
      return {
        ...item,
        startedAt: startedAt === undefined ? item.startedAt : new Date(startedAt),
        finishedAt: finishedAt === undefined ? item.finishedAt : new Date(finishedAt),
      };
    }
    case 'readied':
      return { ...item, state: 'ready', readyAt: at };
    case 'unreadied':
      return { ...item, state: 'refining', readyAt: null };
    case 'ranked':
      return { ...item, rank: event.data.rank };
    case 'pulled':
      return {
        ...item,
        state: 'delivery',
        rank: null,
        stageId: event.data.stageId,
        teamId: event.data.teamId,
        startedAt: item.startedAt ?? instant(event.data.startedAt ?? null) ?? at,
      };
    case 'moved':
      return { ...item, stageId: event.data.stageId };
    case 'finished':
      return {
        ...item,
        state: 'done',
        stageId: null,
        rank: null,
        blocked: false,
        // Finished without ever having been in a delivery stage (imports): nobody recorded a start, and none is made up.
        finishedAt: at,
      };
    case 'reopened':
      return {
        ...item,
        state: 'delivery',
        rank: null,
        stageId: event.data.stageId,
        startedAt: item.startedAt ?? at,
        finishedAt: null,
        reopened: item.reopened + 1,
      };
    case 'returned':
      return {
        ...item,
        state: event.data.to,
        stageId: null,
        teamId: null,
        rank: event.data.rank,
        finishedAt: null,
        returns: item.returns + 1,
        readyAt: event.data.to === 'ready' ? at : null,
      };
    case 'blocked':
      return { ...item, blocked: true };
    case 'unblocked':
      return { ...item, blocked: false };
    case 'parked':
      return { ...item, state: 'parked', stageId: null, rank: null, blocked: false };
    case 'revived':
      return { ...item, state: 'refining', rank: event.data.rank, stageId: null, teamId: null, readyAt: null };
    case 'undone': {
      const { pulledBy: _, ...before } = event.data.before;
      const startedAt = startGivenBack(item.startedAt, event.data.before);
      return { ...item, ...before, startedAt, readyAt: instant(before.readyAt), finishedAt: instant(before.finishedAt) };
    }
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function added(data: Extract<ItemEvent, { kind: 'added' }>['data'], at: Date): ItemSnapshot {
  return {
    streamId: data.streamId,
    key: data.key,
    title: data.title,
    kind: data.kind,
    purpose: data.purpose ?? null,
    criteria: data.criteria ?? null,
    smallEnough: data.smallEnough ?? false,
    state: 'refining',
    stageId: null,
    teamId: null,
    rank: data.rank,
    blocked: false,
    createdAt: at,
    readyAt: null,
    startedAt: null,
    finishedAt: null,
    returns: 0,
    reopened: 0,
    checks: [],
    expedite: false,
    unplanned: data.unplanned ?? false,
    score: null,
    externalDate: null,
    externalReason: null,
    parentId: data.parentId ?? null,
    splitAt: null,
    mergedInto: null,
    learning: null,
    changedAt: at,
  };
}
