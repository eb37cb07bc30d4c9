import { buttons, note, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { findIdea } from '../../../database/ideas/ideas.ts';
import { addSupport, countSupport, type Supported } from '../../../database/ideas/support.ts';
import { findSetAside } from '../../../database/requests/set-aside.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { different } from '../../kit/likeness/views.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { findSubject, unknownThing } from '../ideas/subject.ts';

const OVER = ['done', 'delivered', 'stopped', 'revived'];

/** "Same: support it". What was typed instead stays set aside, in case it was different after all. */
export async function support(context: Write, { kind, id }: Supported, heldId?: string): Promise<WriteReply> {
  const thing = kind === 'idea' ? await findIdea(context.db, id) : (await findSubject(context.db, kind, id))?.row;
  if (!thing) throw unknownThing();
  if (OVER.includes(thing.state)) {
    const state = thing.state === 'revived' ? 'open again' : thing.state;
    throw new Refusal('conflict', `${thing.key} is ${state}, so it no longer needs support.`, `Type /flow ${thing.key} to see it.`);
  }
  const isNew = await addSupport(context.db, { kind, id }, changeOf(context));
  const others = (await countSupport(context.db, { kind, id })) - 1;
  const anyway = heldId === undefined ? null : await findSetAside(context.db, context.asker.memberId, heldId, context.now);
  return update([
    paragraph(
      'You support ',
      ...named(thing),
      isNew ? '' : ' already',
      others > 0 ? `, with ${count(others, 'other')}.` : '. You are the first.',
    ),
    ...(anyway ? [note('What you typed was not added.')] : []),
    buttons(openByKey(thing.key), heldId !== undefined && anyway !== null && different(heldId, anyway, 'Add mine all the same')),
  ]);
}
