import type { FormReply } from '../../../chat/form.ts';
import { findIdea } from '../../../database/ideas/ideas.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read } from '../../kit/access.ts';
import { unknownThing } from '../ideas/subject.ts';

/** Goes on with a revived idea that never was an item or epic: the form of either, with what is known filled in. */
export async function goOn(context: Read, ideaId: string, as: 'item' | 'epic'): Promise<FormReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  if (idea.state === 'parked') throw new Refusal('conflict', `${idea.key} is parked.`, `Reopen it first: /flow revive ${idea.key}.`);
  const form = await context.things.fromIdea(as === 'item' ? '' : 'E', ideaId);
  if (!form) throw new Error(`No feature makes an ${as} out of an idea.`);
  return form;
}
