import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addNeed, lockDependencies, needsBehind, removeNeed } from '../../../database/items/dependencies.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { chainBetween } from '../../../model/item/dependency.ts';
import { missingChecks } from '../../../model/item/readiness.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { backToRefining } from '../items/back-to-refining.ts';
import { needsForm } from './contracts.ts';
import { readNeedsOf } from './store.ts';
import { needsBlocks, notedView } from './views.ts';

async function find(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  return item;
}

/** `/flow needs KEY`, or the button: what is needed first, found by typing. */
export async function openNeeds(context: Read, which: Which): Promise<FormReply> {
  const item = await find(context, which);
  await requireRight(context, 'reshape', { streamId: item.streamId });
  refuseOver(item);
  const { needs } = await readNeedsOf(context.db, item.id);
  return showForm(needsForm, { itemId: item.id }, { intro: [paragraph(...named(item)), ...needsBlocks(needs, [], false)] });
}

/** What the form says. */
export async function needByForm(
  context: Write,
  itemId: string,
  { needsId, reason }: FormValues<typeof needsForm.fields>,
): Promise<WriteReply> {
  const other = isId(needsId) ? await findItem(context.db, needsId) : null;
  if (!other) return errors({ needsId: say`I don't know that {item}. Pick one of the list.` });
  return need(context, { id: itemId }, { id: other.id }, reason ?? null);
}

/**
 * `/flow needs KEY OTHER`: KEY waits until OTHER is done (row C27), in the same stream or another. A circle is refused and shown; it is
 * looked for while nobody else in the organization can add a link.
 */
export async function need(context: Write, which: Which, other: Which, reason: string | null): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  const item = await find(context, which);
  if (!lock) throw unknownItem();
  await requireRight(context, 'reshape', { streamId: item.streamId });
  const needed = await find(context, other);
  refuseOver(item);
  refuseOther(item, needed);
  await lockDependencies(context.db);
  const { needs } = await readNeedsOf(context.db, item.id);
  if (needs.some((one) => one.needs.id === needed.id))
    throw new Refusal(
      'conflict',
      `${item.key} needs ${needed.key} already.`,
      `To take that back, type /flow needs ${item.key} not ${needed.key}.`,
    );
  const round = chainBetween(await needsBehind(context.db, needed.id), needed.key, item.key);
  if (round) {
    throw new Refusal(
      'conflict',
      `That would go round in a circle: ${[item.key, ...round].join(' → ')}. Each would wait for the next, and none could start.`,
      'Take one of these out first, or split what both need.',
    );
  }
  const noted = await addNeed(lock, item, needed, reason, changeOf(context));
  // Its stream may ask that nothing stands in the way of what is ready.
  const now = await readinessOf(context.db, noted);
  const back = now.state === 'ready' && missingChecks(now).length > 0 ? await backToRefining(context, lock, now) : [];
  return update([...notedView(noted, needed, reason), ...back]);
}

/** `/flow needs KEY not OTHER`, or the button: it no longer waits for that. */
export async function needNoLonger(context: Write, which: Which, other: Which): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  const item = await find(context, which);
  if (!lock) throw unknownItem();
  await requireRight(context, 'reshape', { streamId: item.streamId });
  const needed = await find(context, other);
  await lockDependencies(context.db);
  const freed = await removeNeed(lock, item, needed, changeOf(context));
  if (!freed) throw new Refusal('conflict', `${item.key} doesn't need ${needed.key}.`, `/flow ${item.key} shows what it needs.`);
  return update([paragraph(...named(freed), ' no longer needs ', ...named(needed), '.')]);
}

function refuseOver(item: ItemRow): void {
  if (item.state !== 'done' && item.state !== 'parked') return;
  throw new Refusal('conflict', `${item.key} is ${item.state}, so it waits for nothing.`, `/flow ${item.key} shows it.`);
}

function refuseOther(item: ItemRow, needed: ItemRow): void {
  if (needed.id === item.id) throw new Refusal('invalid_input', `${item.key} can't need itself.`, say`Name another {item}.`);
  if (needed.state === 'done')
    throw new Refusal('conflict', `${needed.key} is done already, so nothing has to wait for it.`, 'Nothing was changed.');
  if (needed.state === 'parked')
    throw new Refusal(
      'conflict',
      `${needed.key} is parked: ${item.key} would wait for ever.`,
      `Bring it back first: /flow revive ${needed.key}.`,
    );
}
