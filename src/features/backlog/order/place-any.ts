import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { findItem } from '../../../database/items/items.ts';
import type { Placement } from '../../../model/item/order.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { requireOwner } from '../../kit/rights/require-owner.ts';
import { placeAnyForm } from './contracts.ts';
import { place, rankedItem } from './place.ts';

/** `/flow order`: which item, and where. Who owns no stream has nothing to order and is told so. */
export async function openPlaceAny(context: Read): Promise<FormReply | ReadReply> {
  if (context.asker.roles.owns.length > 0) return showForm(placeAnyForm, {});
  return update([
    paragraph(say`{A stream}'s owner decides its order, and you own none.`),
    buttons(button('Backlog', runCommand, { text: 'backlog' }, { style: 'primary' })),
  ]);
}

type Picked = FormValues<typeof placeAnyForm.fields>;

/** Puts what was picked where it was said. */
export async function placePicked(context: Write, { itemId, to, nextTo }: Picked): Promise<WriteReply> {
  if (!isId(itemId)) throw unknownItem();
  const item = await rankedItem(context, { id: itemId });
  await requireOwner(context, item);
  const where = await readWhere(context, to, nextTo);
  if ('wrong' in where) return errors({ nextTo: where.wrong });
  if (where.streamId !== undefined && where.streamId !== item.streamId)
    return errors({ nextTo: say`An order is within one {stream}. Pick {an item} of ${item.streamName}.` });
  return place(context, { id: item.id }, where.to);
}

async function readWhere(
  context: Write,
  to: Picked['to'],
  nextTo: string | undefined,
): Promise<{ readonly to: Placement; readonly streamId?: string } | { readonly wrong: string }> {
  const other = nextTo !== undefined && isId(nextTo) ? await findItem(context.db, nextTo) : null;
  if (nextTo !== undefined && !other) return { wrong: say`I don't know that {item}. Pick another.` };
  if (to === 'above' || to === 'below')
    return other ? { to: { type: to, key: other.key }, streamId: other.streamId } : { wrong: `Pick the one it goes ${to}.` };
  return other ? { wrong: 'Leave this empty, or choose above or below.' } : { to: { type: to === 'top' ? 'top' : 'bottom' } };
}
