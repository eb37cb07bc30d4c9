import type { ItemKind, ItemState } from './item.ts';

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
      };
    }
  /** To the epic whose outcome it serves, or to none. */
  | { readonly kind: 'linked'; readonly data: { readonly epicId: string | null } }
  | { readonly kind: 'readied'; readonly data: Record<string, never> }
  | { readonly kind: 'unreadied'; readonly data: Record<string, never> }
  | { readonly kind: 'ranked'; readonly data: { readonly rank: string } }
  /** `passedOver`: better-ranked ready items that a named pull left behind. */
  | {
      readonly kind: 'pulled';
      readonly data: IntoStage & {
        readonly teamId: string | null;
        readonly memberId?: string;
        readonly reason?: string;
        readonly passedOver?: number;
      };
    }
  | { readonly kind: 'moved'; readonly data: IntoStage }
  | { readonly kind: 'finished'; readonly data: Record<string, never> }
  | { readonly kind: 'reopened'; readonly data: IntoStage }
  /** Back from delivery to the backlog; keeps the first start. */
  | { readonly kind: 'returned'; readonly data: { readonly rank: string; readonly to: 'ready' | 'refining' } }
  | { readonly kind: 'blocked'; readonly data: { readonly reason: string } }
  | { readonly kind: 'unblocked'; readonly data: Record<string, never> }
  /** `of`: the adding that this takes back, when somebody added it by mistake (undo). */
  | { readonly kind: 'parked'; readonly data: { readonly reason: string; readonly of?: number } }
  | { readonly kind: 'revived'; readonly data: { readonly rank: string; readonly reason?: string } }
  /**
   * Takes the change of version `of` back, which was of kind `act`: the item stands as it stood before. The log keeps both;
   * the stay or block that the change began is gone and the one it ended goes on, so that no figure knows of a slip.
   */
  | { readonly kind: 'undone'; readonly data: { readonly of: number; readonly act: string; readonly before: ItemBefore } };

/** What an undone change gives back; instants as the log stores them, ISO 8601. Texts are not among it: no act on texts is undone. */
export interface ItemBefore {
  readonly state: ItemState;
  readonly stageId: string | null;
  readonly teamId: string | null;
  readonly pulledBy: string | null;
  readonly rank: string | null;
  readonly blocked: boolean;
  readonly readyAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly returns: number;
  readonly reopened: number;
}

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
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly returns: number;
  readonly reopened: number;
}

/**
 * The item after one more event: what makes the tables a fold over the log, and lets a test prove it.
 *
 * @throws Error when an item's first event is not its adding
 */
export function applyItemEvent(item: ItemSnapshot | null, event: ItemEvent, at: Date): ItemSnapshot {
  if (event.kind === 'added') return added(event.data, at);
  if (item === null) throw new Error(`The first event of an item is its adding, not “${event.kind}”.`);
  switch (event.kind) {
    case 'edited':
      return { ...item, ...event.data };
    // The link stands beside the snapshot, as the person who pulled it does (item-history.ts).
    case 'linked':
      return item;
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
        startedAt: item.startedAt ?? at,
      };
    case 'moved':
      return { ...item, stageId: event.data.stageId };
    case 'finished':
      return { ...item, state: 'done', stageId: null, rank: null, blocked: false, startedAt: item.startedAt ?? at, finishedAt: at };
    case 'reopened':
      return { ...item, state: 'delivery', rank: null, stageId: event.data.stageId, finishedAt: null, reopened: item.reopened + 1 };
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
      const { pulledBy: _, readyAt, startedAt, finishedAt, ...before } = event.data.before;
      return { ...item, ...before, readyAt: instant(readyAt), startedAt: instant(startedAt), finishedAt: instant(finishedAt) };
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
  };
}
