import { runCommand } from '../../../chat/action.ts';
import { button, buttons, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { lockDependencies } from '../../../database/items/dependencies.ts';
import { changeItem, touchItem } from '../../../database/items/item-changes.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { between, redirectNeeds } from '../../../database/items/redirect-needs.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { missingChecks } from '../../../model/item/readiness.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { typedKey, type Which } from '../../kit/finding/which.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { backToRefining } from '../items/back-to-refining.ts';
import { mergeForm } from './contracts.ts';
import { loadItem, requireUnstarted } from './load.ts';
import { copySupport, copyTags } from './store.ts';

/** `/flow merge KEY`, or the button: asks into which. */
export async function openMerge(context: Read, which: Which): Promise<FormReply> {
  const item = await loadItem(context, which);
  await requireRight(context, 'reshape', { streamId: item.streamId });
  requireUnstarted(item, 'merged');
  return showForm(mergeForm, { itemId: item.id }, { intro: [paragraph(...named(item))] });
}

/**
 * `/flow merge KEY into KEY`: one item takes in another of the same backlog. The other leaves it; who supports it, its epic,
 * its words and what waits for it go over, and both cards tell of it (row C12).
 */
export async function merge(context: Write, which: Which, target: Which): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  if (!lock) throw unknownItem(typedKey(which));
  const item = await loadItem(context, which);
  const into = await loadItem(context, target);
  await requireRight(context, 'reshape', { streamId: item.streamId });
  if (item.id === into.id)
    throw new Refusal('invalid_input', `${item.key} can't be merged into itself.`, say`Name another {item} of its backlog.`);
  if (item.streamId !== into.streamId) {
    throw new Refusal(
      'invalid_input',
      say`${item.key} is in ${item.streamName} and ${into.key} in ${into.streamName}. Only {items} of one {stream} are merged.`,
      `Move one first: /flow transfer ${item.key} ${into.streamKey}.`,
    );
  }
  requireUnstarted(item, 'merged');
  requireUnstarted(into, 'merged');
  await lockDependencies(context.db);
  const [through] = await between(context.db, item.id, into.id);
  if (through !== undefined) {
    throw new Refusal(
      'conflict',
      say`${through} stands between ${item.key} and ${into.key}: it waits for one, and the other waits for it. As one {item} they would wait for themselves.`,
      `Look at ${through} first: /flow ${through}.`,
    );
  }
  const change = changeOf(context);
  await redirectNeeds(context.db, item.id, [into.id], change);
  await copySupport(context.db, item.id, into.id);
  // Waiting for each other is over, which changed the one that waited.
  let taking = await loadItem(context, { id: into.id });
  if (!taking.epic && item.epic) taking = await touchItem(context.db, taking, { kind: 'linked', data: { epicId: item.epic.id } }, change);
  const tagIds = await copyTags(context.db, item.id, into.id);
  if (tagIds !== null) await touchItem(context.db, taking, { kind: 'tagged', data: { tagIds } }, change);
  await changeItem(lock, await loadItem(context, { id: item.id }), { kind: 'merged', data: { into: into.id } }, change);
  // What it waits for from now on may be what its stream's policy asks to be over.
  const whole = await readinessOf(context.db, await loadItem(context, { id: into.id }));
  const back = whole.state === 'ready' && missingChecks(whole).length > 0 ? await backToRefining(context, lock, whole) : [];
  return update([
    paragraph(...named(item), ' is part of ', ...named(into), ' now, and out of the backlog.'),
    ...back,
    note(`Whoever supports it supports ${into.key}. A merge stays; what was lost in it is split off again with /flow split ${into.key}.`),
    buttons(openByKey(into.key, { style: 'primary' }), button('Backlog', runCommand, { text: `backlog ${into.streamKey}` })),
  ]);
}
