import { type Button, button } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import type { Read, Write } from '../../kit/access.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { correctItem } from '../../pull/corrections/contracts.ts';
import { challenges } from '../challenges/contracts.ts';
import { dateItem } from '../dates/contracts.ts';
import { dependencies } from '../dependencies/contracts.ts';
import { reshapeActs } from '../reshape/acts.ts';
import { scoreItem } from '../scores/contracts.ts';

/** The acts beyond the first few that make sense for an item now and that the asker may do. */
export function furtherOf(context: Read | Write, item: ItemRow, stream: StreamRow): Button[] {
  const data = { itemId: item.id };
  const may = (right: Parameters<typeof isAllowed>[1]) => isAllowed(context, right, { streamId: item.streamId });
  const over = item.state === 'done' || item.state === 'parked';
  const started = item.state === 'delivery' || item.state === 'done';
  const acts: (Button | false)[] = [
    !over && may('reshape') && button('Needs …', dependencies.ask, data, { hint: `What ${item.key} needs done first` }),
    !over && may('challenge') && button('Challenge', challenges.ask, data, { hint: `Ask why ${item.key} is here` }),
    !over && stream.policy.scored && may('score') && button('Score', scoreItem, data, { hint: `Score ${item.key}` }),
    !over && may('refine') && button('External date', dateItem, data, { hint: `External date of ${item.key}` }),
    started && may('correct') && button('Correct days', correctItem, data, { hint: `Correct start or finish of ${item.key}` }),
  ];
  return [...reshapeActs(context, item), ...acts.filter((one): one is Button => one !== false)];
}
