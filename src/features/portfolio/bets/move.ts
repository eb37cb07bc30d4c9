import { button, buttons, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import { canMove, type EpicFlowState, goesOn, isInvestment } from '../../../model/epic/epic.ts';
import { missingForReady } from '../../../model/epic/gate.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { changed } from '../../kit/finding/unknown.ts';
import { holdEpic } from '../../kit/offers/bets.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { EPIC_STATE_NAMES } from '../../kit/words/epic-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { epicCard } from '../epics/card.ts';
import { missingView } from '../gate/missing-view.ts';
import { endBet, lockEnding } from './end-bet.ts';
import { invest, logBet } from './invest.ts';

/** Moves an epic one state on, or back, through the gates of ready and investing (rows B1, B5, B6). */
export async function moveEpic(
  context: Write,
  target: { readonly epicId: string; readonly version: number },
  to: EpicFlowState,
): Promise<WriteReply> {
  if (to === 'investing') return invest(context, { id: target.epicId }, target.version);
  const ending = await lockEnding(context, target.epicId);
  const { epic } = ending;
  if (target.version !== epic.version) return update([changed(epic), ...(await epicCard(context, epic))]);
  await requireOn(context, isInvestment(epic.state, to) ? 'invest' : 'shape', epic);
  if (!canMove(epic.state, to)) {
    throw new Refusal(
      'conflict',
      `${epic.key} is ${said(epic.state)}, which is not one step before ${said(to)}.`,
      `Open it: /flow ${epic.key}.`,
    );
  }
  if (epic.state === 'investing' && to !== 'delivered') {
    return update([
      paragraph(...named(epic), say` is a running {bet}. To take it back, hold it: with a reason, and a day to look again.`),
      buttons(button('Hold', holdEpic, { epicId: epic.id }, { style: 'primary', hint: `Hold ${epic.key}` })),
    ]);
  }
  if (to === 'ready' && goesOn(epic.state, to)) {
    const missing = missingForReady(epic);
    if (missing.length > 0) return update(missingView(context, epic, to, missing));
  }
  const event = { kind: 'moved', data: { to } } as const;
  if (epic.state !== 'investing') {
    const moved = await changeEpic(context.db, epic, event, changeOf(context));
    if (epic.state === 'delivered') await logBet(context, epic, `Not delivered: it is ${said(to)} again.`);
    return update([paragraph(...named(moved), ` ${told(to)}`), ...(await epicCard(context, moved)).slice(1)]);
  }
  const { epic: delivered, told: items } = await endBet(context, ending, event);
  await logBet(context, epic, 'Delivered.');
  return update([paragraph(...named(delivered), ` ${told(to)}`), ...items, ...(await epicCard(context, delivered)).slice(1)]);
}

function said(state: keyof typeof EPIC_STATE_NAMES): string {
  return EPIC_STATE_NAMES[state].toLowerCase();
}

function told(to: Exclude<EpicFlowState, 'investing'>): string {
  switch (to) {
    case 'funnel':
      return 'is back in the funnel.';
    case 'exploring':
      return 'is being explored.';
    case 'ready':
      return 'is ready: understood, and an option to invest in.';
    case 'delivered':
      return 'is delivered.';
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}
