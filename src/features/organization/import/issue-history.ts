import type { ItemEvent } from '../../../model/item/item-event.ts';
import type { HistoryEvent } from '../../../model/item/item-history.ts';
import type { Issue } from './changelog.ts';

/** Where a change of status leads, with the stage's id. */
export type Step = 'refining' | 'ready' | 'done' | 'parked' | { readonly stageId: string };

type Added = Extract<ItemEvent, { kind: 'added' }>['data'];

/**
 * An issue's events at their true instants. An issue begins in refining; where its first change tells that it began
 * elsewhere, it goes there at its creation.
 *
 * A status that leads where the item already stands makes no event. Out of delivery into the backlog is a return; out of
 * done into delivery is a reopening, and out of done into the backlog is a reopening and a return at once. What comes
 * back from parked is revived. Imported history has no team and no actor.
 *
 * @param added what the adding says; its rank stands for every later one
 * @param stepOf where a status leads
 * @param parkedBecause the reason a parked issue gets, from its status
 */
export function issueHistory(
  issue: Issue,
  added: Added,
  stepOf: (status: string) => Step,
  parkedBecause: (status: string) => string,
): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const { rank } = added;
  let stands: Step = 'refining';
  let lastStage: string | null = null;
  const tell = (event: ItemEvent, at: Date) => events.push({ event, at, actorId: null, imported: true });

  const go = (status: string, at: Date) => {
    const to = stepOf(status);
    const into = typeof to === 'object' ? to : null;
    if (same(stands, to)) return;
    if (stands === 'parked') {
      tell({ kind: 'revived', data: { rank } }, at);
      stands = 'refining';
    }
    if (stands === 'done' && into) tell({ kind: 'reopened', data: into }, at);
    else if (stands === 'done' && to !== 'parked') {
      // A finish is withdrawn only into a stage. It was finished without ever being in one where no stage is known.
      if (lastStage !== null) tell({ kind: 'reopened', data: { stageId: lastStage } }, at);
      tell({ kind: 'returned', data: { rank, to: to === 'ready' ? 'ready' : 'refining' } }, at);
    } else if (into)
      tell(typeof stands === 'object' ? { kind: 'moved', data: into } : { kind: 'pulled', data: { ...into, teamId: null } }, at);
    else if (to === 'done') tell({ kind: 'finished', data: {} }, at);
    else if (to === 'parked') tell({ kind: 'parked', data: { reason: parkedBecause(status) } }, at);
    else if (typeof stands === 'object') tell({ kind: 'returned', data: { rank, to: to === 'ready' ? 'ready' : 'refining' } }, at);
    else if (to === 'ready') tell({ kind: 'readied', data: {} }, at);
    else if (stands === 'ready') tell({ kind: 'unreadied', data: {} }, at);
    stands = to;
    if (into) lastStage = into.stageId;
  };

  tell({ kind: 'added', data: added }, issue.createdAt);
  const first = issue.changes[0];
  if (first?.from) go(first.from, issue.createdAt);
  for (const change of issue.changes) go(change.to, change.at);
  return events;
}

function same(a: Step, b: Step): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a.stageId === b.stageId : a === b;
}
