import { lastQuestion } from '../../../database/decisions/decision-log.ts';
import { type DecisionAct, writeDecision } from '../../../database/decisions/decisions.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { UndoableAct } from '../../../model/item/undo.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import type { LoggedEvent } from './store.ts';

/** Acts that were decisions where a reason was asked. */
const DECIDED: Readonly<Partial<Record<UndoableAct, DecisionAct>>> = { ranked: 'order', pulled: 'out_of_order' };

/**
 * Where an act was a decision, its taking back is one: decisions are never edited, so a later one on the same question says that it no longer
 * holds. Only a reason makes such an act a decision.
 */
export async function decideUndone(context: Write, item: ItemRow, act: UndoableAct, entry: LoggedEvent | undefined): Promise<void> {
  const decided = DECIDED[act];
  const reasoned = (entry?.event.kind === 'ranked' || entry?.event.kind === 'pulled') && entry.event.data.reason !== undefined;
  if (decided === undefined || !reasoned) return;
  const subject = { type: 'item', id: item.id } as const;
  const question = await lastQuestion(context.db, decided, subject);
  if (question === null) return;
  await writeDecision(context.db, { act: decided, subject, question, choice: 'Taken back: it is as it was before.' }, changeOf(context));
}
