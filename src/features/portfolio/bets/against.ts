import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { readApprovedSizes } from '../../../database/epics/approvals.ts';
import type { Bets } from '../../../database/epics/bets.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { type Full, fullFor } from '../../../model/epic/bets.ts';
import { missingForInvesting } from '../../../model/epic/gate.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { overrideBet } from '../../kit/offers/bets.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { missingView } from '../gate/missing-view.ts';
import { fullView } from './full-view.ts';

/** What a leader may let an epic pass by, with a reason. */
export interface Hurdles {
  readonly full: readonly Full[];
  /** The largest size that goes without approval, where the epic is larger. */
  readonly largest: number | null;
}

/** Limits and guardrails that stand against one more bet, beyond the gate (rows B5, B15). */
export async function hurdlesFor(context: Read | Write, epic: EpicRow, bets: Bets): Promise<Hurdles> {
  const { largestSize } = bets.policy;
  const size = epic.score?.size ?? null;
  const large = largestSize !== null && size !== null && size > largestSize && size > (await approvedUpTo(context, epic.id));
  return { full: fullFor(bets.running, bets.limits, epic.streamId), largest: large ? largestSize : null };
}

async function approvedUpTo({ db }: Read | Write, epicId: string): Promise<number> {
  return (await readApprovedSizes(db, epicId)).get(epicId) ?? 0;
}

/**
 * What stands against investing in an epic, as it is told: the gate first, then the limits, then its size. null: nothing does.
 * An epic that was delivered and is taken back passed the gate before.
 */
export async function standsAgainst(context: Read | Write, epic: EpicRow, bets: Bets): Promise<Block[] | null> {
  const missing = epic.state === 'delivered' ? [] : missingForInvesting(epic, bets.policy.investBy);
  if (missing.length > 0) return missingView(context, epic, 'investing', missing, bets.policy.investBy);
  const { full, largest } = await hurdlesFor(context, epic, bets);
  if (full.length > 0) return fullView(context, epic, bets, full);
  return largest === null ? null : largeView(context, epic, largest);
}

function largeView(context: Read | Write, epic: EpicRow, largest: number): Block[] {
  return [
    paragraph(
      ...named(epic),
      say` has size ${epic.score?.size}. Above ${largest} the {portfolio} approves it first, or it becomes smaller.`,
    ),
    buttons(
      isAllowed(context, 'governPortfolio', {}) &&
        button('Approve it', overrideBet, { epicId: epic.id }, { style: 'primary', hint: `Approve ${epic.key} with a reason` }),
    ),
  ];
}
