import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, list, note, paragraph } from '../../../chat/block.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreRefining, prepareItem } from '../../kit/offers/items.ts';
import { named } from '../../kit/words/item-words.ts';
import type { RefiningPart } from './store.ts';
import { standing } from './views.ts';

/**
 * `/flow ready` without a key: what is not ready, from the top of each stream, and what each misses (rows C7, C16).
 *
 * @param streamId the one stream that was asked for
 */
export function refiningView(part: RefiningPart, after: number, streamId: string | null): Block[] {
  const { items, total } = part;
  if (total === 0)
    return [
      paragraph('Everything in the backlog is ready, or there is nothing in it.'),
      buttons(button('Backlog', runCommand, { text: 'backlog' })),
    ];
  const left = total - after - items.length;
  const streams = new Set(items.map((item) => item.streamId));
  return [
    paragraph('Not ready yet, from the top:'),
    list(
      items.map((item) =>
        entry([...named(item), ` (${standing(item)})`], button('Check', prepareItem, { itemId: item.id }, { hint: `Check ${item.key}` })),
      ),
    ),
    ...(streams.size > 1 ? [note(say`One {stream} after the other, each from its top.`)] : []),
    buttons(
      left > 0 && button(part.more ? 'More' : `And ${left} more`, moreRefining, { streamId, after: after + items.length }),
      after > 0 && button('From the top', moreRefining, { streamId, after: 0 }),
      button('Health', runCommand, { text: items[0] ? `health ${items[0].streamKey}` : 'health' }),
    ),
  ];
}
