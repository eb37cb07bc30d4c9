import { type Block, type Button, button, buttons, paragraph } from '../../chat/block.ts';
import { type MessageReply, message } from '../../chat/reply.ts';
import type { ItemRow } from '../../database/items.ts';
import type { Read } from '../access.ts';
import { allows } from '../allowed.ts';
import { askExpedite, stopExpediting } from '../expedite/contracts.ts';
import { named } from '../item-words.ts';
import { onItem } from '../pull/item-view.ts';
import { askMerge, askSplit, askTransfer, moreActs } from './contracts.ts';
import { loadItem } from './load.ts';

/** The way from an item's card to what is done less often; nothing where the asker may do none of it. */
export function moreButton(context: Read, item: ItemRow): Block[] {
  return actsOn(context, item).length === 0
    ? []
    : [buttons(button('More', moreActs, { itemId: item.id }, { hint: `More about ${item.key}` }))];
}

/** What else can be done with an item, beneath its card. */
export async function showMoreActs(context: Read, itemId: string): Promise<MessageReply> {
  const item = await loadItem(context, { id: itemId });
  const acts = actsOn(context, item);
  return message([
    paragraph(...named(item)),
    ...(acts.length > 0 ? [buttons(...acts)] : [paragraph('There is nothing more that you can do with it now.')]),
  ]);
}

function actsOn(context: Read, item: ItemRow): Button[] {
  const { streamId, state, key } = item;
  const open = state === 'refining' || state === 'ready';
  const acts: (Button | false)[] = [
    state !== 'done' &&
      state !== 'parked' &&
      allows(context, 'reshape', { streamId }) &&
      button('Split', askSplit, { itemId: item.id }, { hint: `Split ${key}` }),
    (state === 'ready' || state === 'delivery') &&
      item.splitAt === null &&
      allows(context, 'expedite', { streamId }) &&
      (item.expedite
        ? button('Stop expediting', stopExpediting, onItem(item), { hint: `Stop expediting ${key}` })
        : button('Expedite', askExpedite, onItem(item), { hint: `Expedite ${key}` })),
    open &&
      allows(context, 'reshape', { streamId }) &&
      button('Merge', askMerge, { itemId: item.id }, { hint: `Merge ${key} into another` }),
    open &&
      allows(context, 'transfer', { streamId }) &&
      button('To another stream', askTransfer, { itemId: item.id }, { hint: `Move ${key} to another stream` }),
  ];
  return acts.filter((one): one is Button => one !== false);
}
