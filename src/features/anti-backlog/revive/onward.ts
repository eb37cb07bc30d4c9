import type { FormReply } from '../../../chat/form.ts';
import { findIdea } from '../../../database/ideas/ideas.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { openRevivedForm } from '../../backlog/items/add-revived.ts';
import type { Read } from '../../kit/access.ts';
import { openProposal } from '../../portfolio/epics/propose.ts';
import { unknownThing } from '../ideas/subject.ts';

/** Goes on with a revived idea that never was an item or epic: the form of either, with what is known filled in. */
export async function goOn(context: Read, ideaId: string, as: 'item' | 'epic'): Promise<FormReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  if (idea.state === 'parked') throw new Refusal('conflict', `${idea.key} is parked.`, `Reopen it first: /flow revive ${idea.key}.`);
  if (as === 'item') return openRevivedForm(context, idea);
  return openProposal(context, { title: idea.title, ...(idea.sourceLink ? { link: idea.sourceLink } : {}) });
}
