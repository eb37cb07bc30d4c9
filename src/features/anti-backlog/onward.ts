import type { FormReply } from '../../chat/form.ts';
import { findIdea } from '../../database/ideas.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Read } from '../access.ts';
import { openAddForm } from '../backlog/add.ts';
import { openProposal } from '../portfolio/propose.ts';
import { unknownThing } from './subject.ts';

/** Goes on with a revived idea that never was an item or epic: the form of either, with what is known filled in. */
export async function goOn(context: Read, ideaId: string, as: 'item' | 'epic'): Promise<FormReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  if (idea.state === 'parked') throw new Refusal('conflict', `${idea.key} is parked.`, `Reopen it first: /flow revive ${idea.key}.`);
  const known = { title: idea.title, ...(idea.sourceLink ? { link: idea.sourceLink } : {}) };
  return as === 'item' ? openAddForm(context, known) : openProposal(context, known);
}
