import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { EpicRow } from '../../../database/epics/epics.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { byScore, overridden, sayScore } from '../../../model/score/score.ts';
import type { Read, Write } from '../../kit/access.ts';
import { BEFORE_BETTER, betBefore, overrideBet } from '../../kit/offers/bets.ts';
import { named } from '../../kit/words/item-words.ts';
import { type Ready, readReady } from '../epics/store.ts';

/** A bet that would start before others which score better. */
export interface Beginning {
  /** In a review, which goes on afterwards. */
  readonly reviewId: string | null;
}

/**
 * What is ready, scores better than an epic and would wait because of it (row B18), best first. What is on hold is not meant to start, and
 * an epic that was delivered and is taken back was started before.
 */
export async function betterReady(context: Read | Write, epic: EpicRow): Promise<Ready[]> {
  if (epic.state === 'delivered') return [];
  const today = localDate(context.now, context.organization.zone);
  const others = (await readReady(context.db)).filter((one) => one.id !== epic.id && (one.holdUntil === null || one.holdUntil <= today));
  return overridden(epic, others, true).sort(byScore);
}

/** "By the scores, E-9 (5.80) and 1 more come before E-7 (3.20), and are ready, too." */
export function sayBetter(epic: EpicRow, better: readonly Ready[]): string {
  const [first] = better;
  const many = better.length > 1;
  const others = many ? ` and ${better.length - 1} more` : '';
  return `By the scores, ${first?.key} (${sayScore(first?.score ?? null)})${others} ${many ? 'come' : 'comes'} before ${epic.key} (${sayScore(epic.score)}), and ${many ? 'are' : 'is'} ready, too.`;
}

/** Asks for one line, or one tap: why this one first? Nothing was written. */
export function betterView(epic: EpicRow, better: readonly Ready[], { reviewId }: Beginning): Block[] {
  const data = { epicId: epic.id, version: epic.version, reviewId };
  return [
    paragraph(sayBetter(epic, better)),
    paragraph('Why ', ...named(epic), ' first? The reason stays with the decision.'),
    buttons(
      ...BEFORE_BETTER.map((reason) =>
        button(reason.charAt(0).toUpperCase() + reason.slice(1), betBefore, { ...data, reason }, { hint: `${epic.key} first: ${reason}` }),
      ),
      button('Another reason', overrideBet, { epicId: epic.id }, { hint: `${epic.key} first, for another reason` }),
      button(`Open ${better[0]?.key}`, runCommand, { text: `show ${better[0]?.key}` }),
    ),
  ];
}
