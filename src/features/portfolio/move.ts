import { paragraph } from '../../chat/block.ts';
import { update, type WriteReply } from '../../chat/reply.ts';
import { changeEpic } from '../../database/epic-changes.ts';
import { lockEpicAndStreams, unreadyItemsOf } from '../../database/epic-items.ts';
import { canMove, type EpicFlowState, isInvestment } from '../../model/epic.ts';
import { Refusal } from '../../model/refusal.ts';
import { changeOf, type Write } from '../access.ts';
import { EPIC_STATE_NAMES } from '../epic-words.ts';
import { named } from '../item-words.ts';
import { changed } from '../unknown.ts';
import { wentBack } from '../went-back.ts';
import { epicCard } from './card.ts';
import { loadEpic } from './load.ts';
import { requireOn } from './rights.ts';

/** Moves an epic one state on, or back. Row B1; the gates and limits of B5 and B6 are not here yet. */
export async function moveEpic(
  context: Write,
  target: { readonly epicId: string; readonly version: number },
  to: EpicFlowState,
): Promise<WriteReply> {
  // Leaving investing changes its ready items too, so their streams are locked before anything is read.
  const lock = to === 'investing' ? null : await lockEpicAndStreams(context.db, target.epicId);
  const epic = await loadEpic(context, { id: target.epicId });
  if (target.version !== epic.version) return update([changed(epic), ...(await epicCard(context, epic))]);
  await requireOn(context, isInvestment(epic.state, to) ? 'invest' : 'shape', epic);
  if (!canMove(epic.state, to)) {
    throw new Refusal(
      'conflict',
      `${epic.key} is ${said(epic.state)}, which is not one step before ${said(to)}.`,
      `Open it: /flow ${epic.key}.`,
    );
  }
  const back = lock && epic.state === 'investing' ? await unreadyItemsOf(lock, epic.id, changeOf(context)) : [];
  const moved = await changeEpic(context.db, epic, { kind: 'moved', data: { to } }, changeOf(context));
  return update([
    paragraph(...named(moved), ` ${told(to)}`),
    ...wentBack(back).map((line) => paragraph(line)),
    ...(await epicCard(context, moved)).slice(1),
  ]);
}

function said(state: keyof typeof EPIC_STATE_NAMES): string {
  return EPIC_STATE_NAMES[state].toLowerCase();
}

function told(to: EpicFlowState): string {
  switch (to) {
    case 'funnel':
      return 'is back in the funnel.';
    case 'exploring':
      return 'is being explored.';
    case 'ready':
      return 'is ready: understood, and an option to invest in.';
    case 'investing':
      return 'is a running bet now.';
    case 'delivered':
      return 'is delivered.';
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}
