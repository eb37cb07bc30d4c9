import { runCommand } from '../../../chat/action.ts';
import { button, buttons, note, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type Notice, update, type WriteReply } from '../../../chat/reply.ts';
import { shorten } from '../../../chat/words.ts';
import { Superseded } from '../../../database/connection/sql-error.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { positionOf } from '../../../database/items/ranks.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { transferItem } from '../../../database/items/transfer-item.ts';
import { placeOfPerson } from '../../../database/organization/places.ts';
import { listStreams, type StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import type { Which } from '../../kit/finding/which.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { count, named, ordinal } from '../../kit/words/item-words.ts';
import { askTransfer, transferForm } from './contracts.ts';
import { loadItem, requireUnstarted } from './load.ts';

/** `/flow transfer KEY`, or the button: asks to which stream. */
export async function openTransfer(context: Read, which: Which): Promise<FormReply> {
  const item = await loadItem(context, which);
  await requireRight(context, 'transfer', { streamId: item.streamId });
  requireUnstarted(item, say`moved to another {stream}`);
  const others = (await listStreams(context.db)).filter((one) => one.id !== item.streamId);
  if (others.length === 0) throw new Refusal('conflict', say`There is only one {stream}.`, 'An admin adds another: /flow setup.');
  return showForm(
    transferForm,
    { itemId: item.id },
    {
      intro: [
        paragraph(...named(item), ` is in ${item.streamName}.`),
        note('It goes to the end of the other backlog, to be refined there, under a new key. The old key goes on finding it.'),
      ],
      options: { streamId: keyedOptions(others) },
    },
  );
}

/**
 * `/flow transfer KEY STREAM`: an unstarted item goes to the end of another stream, to be refined there. Both streams are
 * locked in id order, so that A to B and B to A wait for each other only in one direction (row C12).
 *
 * @param to the stream by key or id
 */
export async function transfer(context: Write, which: Which, to: Which): Promise<WriteReply> {
  const seen = await loadItem(context, which);
  const streams = await listStreams(context.db);
  const target = findTarget(streams, to);
  const lock = await lockStreams(context.db, [seen.streamId, target.id]);
  const item = await loadItem(context, { id: seen.id });
  // It went to a third stream meanwhile: from the start, with the locks that now fit.
  if (item.streamId !== seen.streamId) throw new Superseded();
  await requireRight(context, 'transfer', { streamId: item.streamId });
  if (item.streamId === target.id) throw new Refusal('conflict', `${item.key} is in ${target.name} already.`, 'Nothing was changed.');
  requireUnstarted(item, say`moved to another {stream}`);
  const { moved, droppedTags } = await transferItem(lock, item, target, changeOf(context));
  const where = await place(context, moved);
  const notice = await tellOwner(context, item, moved, target, where);
  const reply = [
    paragraph(...named(moved), ` came from ${item.streamName}, where it was ${item.key}. ${where}`),
    ...(droppedTags > 0
      ? [note(`${count(droppedTags, 'tag')} of ${item.streamName} fell away: ${target.name} has words of its own.`)]
      : []),
    note(`${item.key} goes on finding it.${notice.length > 0 ? ` ${target.ownerName}, who owns ${target.name}, is told.` : ''}`),
    buttons(
      button('Check', prepareItem, { itemId: moved.id }, { style: 'primary', hint: `Check ${moved.key}` }),
      button('Backlog', runCommand, { text: `backlog ${target.key}` }),
    ),
  ];
  return update(reply, { announcements: notice });
}

/** One message to whoever owns the stream that an item came to, unless they moved it themselves: it stands in their backlog now. */
async function tellOwner(context: Write, item: ItemRow, moved: ItemRow, target: StreamRow, where: string): Promise<Notice[]> {
  if (target.ownerId === null || target.ownerId === context.asker.memberId) return [];
  const owner = await placeOfPerson(context.db, target.ownerId, context.place.platform);
  if (owner === null) return [];
  const blocks = [
    paragraph(`${context.asker.name} moved `, ...named(moved), ` from ${item.streamName} to ${target.name}, which you own. ${where}`),
    buttons(
      openByKey(moved.key),
      button('Check', prepareItem, { itemId: moved.id }, { hint: `Check ${moved.key}` }),
      button('Move it on', askTransfer, { itemId: moved.id }, { hint: say`Move ${moved.key} to another {stream}` }),
    ),
  ];
  return [{ place: owner, subject: `transfer:${moved.id}:${moved.revision}`, mode: 'post', blocks }];
}

async function place(context: Write, item: ItemRow): Promise<string> {
  const position = item.rank === null ? 1 : await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
  return `It is ${position === 1 ? 'first' : `at the end, ${ordinal(position)}`} in ${item.streamName}, to be refined there.`;
}

function findTarget(streams: readonly StreamRow[], to: Which): StreamRow {
  const wanted = 'key' in to ? parseStreamKey(to.key) : null;
  const found = streams.find((one) => ('id' in to ? one.id === to.id : one.key === wanted));
  if (found) return found;
  if ('id' in to) throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Pick another.');
  throw new Refusal(
    'not_found',
    say`I don't know {a stream} “${shorten(to.key)}”.`,
    `There are ${streams.map((one) => one.key).join(', ')}.`,
  );
}
