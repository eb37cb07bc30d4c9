import { writeDecision } from '../../../database/decisions/decisions.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { changeOf, type Write } from '../../kit/access.ts';

/** What lets in a feature that was a parked idea. */
interface Revived {
  readonly ideaKey: string;
  readonly evidence: string | null;
  readonly waiver: string | null;
}

/** Row C19: the evidence with which it came, or the waiver without it, is a decision. Where neither was needed there is none. */
export async function decideRevived(context: Write, item: ItemRow, { ideaKey, evidence, waiver }: Revived): Promise<void> {
  if (evidence === null && waiver === null) return;
  const question = `${ideaKey} was parked and never validated. Does it enter the backlog as ${item.key}?`;
  const subject = { type: 'item', id: item.id } as const;
  const said =
    evidence === null
      ? ({ act: 'waiver', choice: 'Yes, without evidence', reason: waiver } as const)
      : ({ act: 'decided', choice: 'Yes, with evidence', reason: evidence } as const);
  await writeDecision(context.db, { ...said, subject, question }, changeOf(context));
}
