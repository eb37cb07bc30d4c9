import { writeDecision } from '../../../database/decisions/decisions.ts';
import type { IdeaRow } from '../../../database/ideas/ideas.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import type { Subject } from './subject.ts';

/**
 * Puts a parking or a reopening into the decision log (row K3). Both answer the same question, so that the log can say which holds.
 *
 * @param subject the item or epic behind the entry; null for a bare idea
 */
export async function logParking(
  context: Write,
  { idea, subject }: { readonly idea: IdeaRow | null; readonly subject: Subject | null },
  choice: 'parked' | 'reopened',
  reason: string,
): Promise<void> {
  const thing = subject?.row ?? idea;
  if (!thing) return;
  await writeDecision(
    context.db,
    {
      act: 'park',
      subject: { type: subject?.kind ?? 'idea', id: thing.id },
      question: `Is ${thing.key} · ${thing.title} worth doing now?`,
      choice: choice === 'reopened' ? 'Reopened.' : `Not now${subject && idea ? `: parked, as ${idea.key}` : ''}.`,
      reason,
      link: idea?.sourceLink ?? null,
    },
    changeOf(context),
  );
}
