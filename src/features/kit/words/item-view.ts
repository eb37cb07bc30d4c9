import { runCommand } from '../../../chat/action.ts';
import { type Block, type Button, button, buttons, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Stage } from '../../../model/item/item.ts';
import { pulls } from '../offers/pull.ts';
import { lowerFirst, named } from './item-words.ts';

/** What a button on this item carries. */
export function onItem(item: ItemRow): { itemId: string; version: number } {
  return { itemId: item.id, version: item.version };
}

/** The acts that make sense for an item in delivery: on to its next stage, done, blocked or not; and what else fits the moment. */
export function deliveryButtons(item: ItemRow, stages: readonly Stage[], more?: Button): Block {
  const at = stages.findIndex((stage) => stage.id === item.stageId);
  const next = stages[at + 1];
  return buttons(
    next &&
      button(
        `Move to ${next.name}`,
        pulls.move,
        { ...onItem(item), to: next.name },
        { style: 'primary', hint: `Move ${item.key} to ${next.name}` },
      ),
    button('Done', pulls.finish, onItem(item), next ? { hint: `${item.key} is done` } : { style: 'primary', hint: `${item.key} is done` }),
    item.blocked
      ? button('Unblock', pulls.unblock, onItem(item), { hint: `Unblock ${item.key}` })
      : button('Block', pulls.askBlock, onItem(item), { hint: `Block ${item.key}` }),
    button('Board', runCommand, { text: 'board' }),
    more,
  );
}

/** The announcement about an item: one message, edited as it goes on. */
export function announcement(item: ItemRow, what: string, tail = ''): Block[] {
  const purpose = item.purpose ? `, ${lowerFirst(item.purpose).replace(/[.!]$/, '')}` : '';
  const epic = item.epic ? ` (${item.epic.key})` : '';
  const marks = [...(item.expedite ? ['Expedited.'] : []), ...(item.unplanned ? ['Unplanned.'] : []), ...(tail ? [tail] : [])];
  return [paragraph(what, ' ', ...named(item), `${purpose}${epic}.${marks.map((one) => ` ${one}`).join('')}`)];
}

/** The subject of an item's messages. */
export function subjectOf(item: { readonly id: string }): string {
  return `item:${item.id}`;
}
