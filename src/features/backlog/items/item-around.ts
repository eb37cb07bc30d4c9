import { type Block, button, buttons, facts } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { lastOrdered } from '../../../database/items/order-reasons.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { readScoreDates } from '../../../database/scores/score-dates.ts';
import type { Read } from '../../kit/access.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { externalDateLine } from '../../kit/words/external-date-words.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { scoreWords } from '../../kit/words/score-words.ts';
import { correctionOfCard } from '../../pull/corrections/of-item.ts';
import { challengeOfCard } from '../challenges/of-item.ts';
import { needsOfCard } from '../dependencies/of-item.ts';
import { furtherOf } from '../further/acts.ts';
import { furtherActs } from '../further/contracts.ts';

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
