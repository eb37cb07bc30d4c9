import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import type { StreamLock } from '../../../database/items/stream-locks.ts';
import { ADDED_BY_MISTAKE, countingVersions } from '../../../model/item/undo.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { addedTogether, readLog } from './store.ts';

/**
 * Takes an adding back. Nothing is deleted: the item keeps its key and is parked as added by mistake, without an entry in the
 * anti-backlog, which is for ideas. A pasted list goes as one; what somebody changed since stays.
 *
 * @param at when it was added
 */
export async function takeAddingBack(context: Write, lock: StreamLock, item: ItemRow, at: Date): Promise<WriteReply> {
  const ids = await addedTogether(context.db, item.streamId, context.asker.memberId, at);
  const parked: ItemRow[] = [];
  const kept: ItemRow[] = [];
  for (const id of ids) {
    const one = id === item.id ? item : await findItem(context.db, id);
    if (!one) continue;
    if (await isAsAdded(context, one))
      parked.push(await changeItem(lock, one, { kind: 'parked', data: { reason: ADDED_BY_MISTAKE, of: 1 } }, changeOf(context)));
    else if (one.state !== 'parked') kept.push(one);
  }
  const what =
    parked.length === 1
      ? paragraph('Taken back: ', ...named(parked[0] ?? item), ' is out of the backlog.')
      : paragraph(
          `Taken back: ${count(parked.length, say`{item}`, say`{items}`)} from ${parked[0]?.key} to ${parked.at(-1)?.key} are out of the backlog.`,
        );
  const rest = kept.length > 0 ? [paragraph(`${list(kept)} changed since and ${kept.length === 1 ? 'stays' : 'stay'}.`)] : [];
  return update([what, ...rest, buttons(button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }))]);
}

// Nothing counts but its adding: what came after was taken back too.
async function isAsAdded(context: Write, item: ItemRow): Promise<boolean> {
  if (item.revision === 1) return true;
  const log = await readLog(context.db, item.id);
  return countingVersions(log.map((one) => one.event)).length === 1;
}

function list(items: readonly ItemRow[]): string {
  return new Intl.ListFormat('en').format(items.map((one) => one.key));
}
