import type { ItemState } from './item.ts';

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
  /** Missing in events from before there was expediting. */
  readonly expedite?: boolean;
}

/**
 * The start that an undoing gives back. Millrace once noted the finish of what was imported without a start as its start, too, and
 * undoings of that time carry it: such a start is unknown, unless the item has it still, as one has that was pulled and finished at once.
 *
 * @param known the start that the item has until it is undone
 */
export function startGivenBack(known: Date | null, { startedAt, finishedAt }: ItemBefore): Date | null {
  if (startedAt === null) return null;
  const start = new Date(startedAt);
  return startedAt === finishedAt && known?.getTime() !== start.getTime() ? null : start;
}
