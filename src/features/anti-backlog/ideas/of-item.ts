import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { countItemSupport } from '../../../database/ideas/support.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Read, Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { decision, supportWords, todayOf, whyParked, wouldReopen } from '../../kit/words/idea-words.ts';
import { ideaOf } from './subject.ts';

/** What an item's card says of it: who else wants it, and, once parked, why and what would reopen it. */
export async function antiBacklogOf(context: Read | Write, item: ItemRow): Promise<Block[]> {
  const idea = item.state === 'parked' ? await ideaOf(context.db, { kind: 'item', row: item }) : null;
  const supporters = await countItemSupport(context.db, item.id);
  const today = todayOf(context);
  return [
    ...(idea
      ? [paragraph(`Parked ${decision(idea, today)}, as ${idea.key}: `, ...whyParked(idea)), paragraph(wouldReopen(idea, today))]
      : []),
    ...(supporters > 0 ? [note(`${supportWords(supporters)}.`)] : []),
    // What was split or merged goes on as something else.
    ...(item.state === 'parked' && item.splitAt === null && item.mergedInto === null
      ? [
          buttons(
            button('Reopen', runCommand, { text: `revive ${item.key}` }, { hint: `Reopen ${item.key}` }),
            idea !== null && openByKey(idea.key),
          ),
        ]
      : []),
  ];
}
