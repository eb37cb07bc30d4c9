import { type Block, button, buttons, facts } from '../chat/block.ts';
import type { ItemRow } from '../database/items.ts';
import { lastOrdered } from '../database/order-reasons.ts';
import { readScoreDates } from '../database/score-dates.ts';
import type { StreamRow } from '../database/streams.ts';
import type { Read } from './access.ts';
import { isAllowed } from './allowed.ts';
import { challengeOfCard } from './challenges/of-item.ts';
import { correctionOfCard } from './corrections/of-item.ts';
import { needsOfCard } from './dependencies/of-item.ts';
import { externalDateLine } from './external-dates/words.ts';
import { furtherOf } from './further/acts.ts';
import { furtherActs } from './further/contracts.ts';
import { todayOf } from './idea-words.ts';
import { scoreWords } from './score-words.ts';

/** What stands on an item's card around the item itself: what presses, what it waits for, what is asked about it, what was corrected. */
export async function aroundItem(context: Read, item: ItemRow, stream: StreamRow): Promise<Block[]> {
  const known = await knownOf(context, item, stream);
  return [
    ...(known.length > 0 ? [facts(...known)] : []),
    ...(await needsOfCard(context.db, item, isAllowed(context, 'reshape', { streamId: item.streamId }))),
    ...(await challengeOfCard(context, item)),
    ...(await correctionOfCard(context, item)),
    ...(furtherOf(context, item, stream).length > 0
      ? [buttons(button('More', furtherActs, { itemId: item.id }, { hint: `What else about ${item.key}` }))]
      : []),
  ];
}

async function knownOf(context: Read, item: ItemRow, stream: StreamRow) {
  const dated = item.externalDate === null ? [] : [{ label: 'External date', value: [externalDateLine(item, todayOf(context).date)] }];
  if (!stream.policy.scored || item.rank === null) return dated;
  const ordered = (await lastOrdered(context.db, [item.id])).get(item.id);
  const scored = (await readScoreDates(context.db, 'item', [item.id]))(item.id);
  const why = ordered?.reason ? [{ label: 'Placed by hand', value: [ordered.reason] }] : [];
  return [...dated, { label: 'Score', value: [scoreWords(item.score, scored, todayOf(context), context.now)] }, ...why];
}
