import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold } from '../../../chat/span.ts';
import type { BlockerRow } from '../../../database/items/blockers.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { count, named, progress } from '../../kit/words/item-words.ts';
import { keysOf } from '../../kit/words/keys-of.ts';
import { blockers } from './contracts.ts';
import type { OpenBlocker } from './store.ts';

interface Day {
  readonly now: Date;
  readonly zone: string;
}

/** `/flow blockers`: what holds two or more first, then the oldest. */
export function blockersView(open: readonly OpenBlocker[], total: number, after: number, { now, zone }: Day): Block[] {
  if (open.length === 0) {
    return after > 0
      ? [paragraph('That was the last one.'), buttons(button('From the start', blockers.more, { after: 0 }))]
      : [paragraph('Nothing is blocked.'), buttons(button('Board', runCommand, { text: 'board' }))];
  }
  const left = total - after - open.length;
  return [
    heading('What holds us up'),
    note('What holds two or more comes first, then the oldest. Days are counted whole, weekends included.'),
    list(open.map((one) => line(one, count(ageDays(one.since, now, zone), 'day')))),
    buttons(
      moreButton(left, blockers.more, { after: after + open.length }),
      after > 0 && button('From the start', blockers.more, { after: 0 }),
    ),
  ];
}

function line({ id, reason, keys, streams }: OpenBlocker, age: string) {
  const [first = ''] = keys;
  const where = streams > 1 ? say` in ${streams} {streams}` : '';
  const holds = keys.length > 1 ? `holds ${count(keys.length, say`{item}`, say`{items}`)}${where}: ${keysOf(keys)}` : `holds ${first}`;
  const open = id === null ? openButton(first) : button('Open', blockers.open, { blockerId: id }, { hint: `Open what holds ${first}` });
  return entry([bold(reason), `, ${age}, ${holds}`], open);
}

/** One blocker, and what it holds. */
export function blockerCard(blocker: BlockerRow, held: readonly ItemRow[], mayResolve: boolean, { now, zone }: Day): Block[] {
  const age = count(ageDays(blocker.openedAt, blocker.resolvedAt ?? now, zone), 'day');
  if (blocker.resolvedAt !== null) {
    return [
      paragraph(bold(blocker.reason)),
      paragraph(`It is over, after ${age}.`),
      buttons(button('All blockers', runCommand, { text: 'blockers' })),
    ];
  }
  return [
    paragraph(bold(blocker.reason)),
    paragraph(`For ${age}. It holds ${count(held.length, say`{item}`, say`{items}`)}:`),
    list(held.map((item) => entry([...named(item), `: ${progress(item, now, zone) || item.state}`], openButton(item.key)))),
    buttons(
      mayResolve &&
        button("It's over", blockers.resolve, { blockerId: blocker.id }, { style: 'primary', hint: `It is over: ${blocker.reason}` }),
      button('All blockers', runCommand, { text: 'blockers' }),
    ),
  ];
}
