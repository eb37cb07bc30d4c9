import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Read, Write } from '../../kit/access.ts';
import { fillButtons } from '../../kit/offers/fill-buttons.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { readFirst } from './store.ts';

/** Where a team begins with a stream: fill the empty backlog, get the first item ready, or take it. */
export async function startHere(context: Read | Write, streamId: string): Promise<Block[]> {
  const first = await readFirst(context.db, streamId);
  return first ? onTop(first) : [paragraph('Your backlog is empty.'), fillButtons(streamId)];
}

function onTop(item: ItemRow): Block[] {
  const refining = item.state === 'refining';
  return [
    paragraph(`${item.key} is on top${refining ? ". Three checks and it's ready." : ' and ready.'}`),
    buttons(
      refining
        ? button('Check', prepareItem, { itemId: item.id }, { style: 'primary', hint: `Check ${item.key}` })
        : button('Next', runCommand, { text: 'next' }, { style: 'primary' }),
    ),
  ];
}
