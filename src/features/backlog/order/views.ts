import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import type { Placement } from '../../../model/item/order.ts';
import { missingChecks, nameChecks } from '../../../model/item/readiness.ts';
import { sayScore } from '../../../model/score/score.ts';
import { capital } from '../../../model/text/capital.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { named, ordinal } from '../../kit/words/item-words.ts';
import { AGAINST_SCORES, askOverride, overrideScores } from './contracts.ts';
import type { Passed } from './store.ts';

/** After an item was put elsewhere. Nothing is announced: the order shows itself in what is next. */
export function orderedView(item: ItemRow, position: number): Block[] {
  const missing = item.state === 'refining' ? missingChecks(item) : [];
  return [
    paragraph(...named(item), ` is ${ordinal(position)} in ${item.streamName} now.`),
    ...(missing.length > 0 ? [paragraph(`It can't be pulled yet: it needs ${nameChecks(missing, item.readiness)}.`)] : []),
    buttons(
      button('Backlog', runCommand, { text: `backlog ${item.streamKey}` }, { style: 'primary' }),
      missing.length > 0 && button('Check', prepareItem, { itemId: item.id }, { hint: `Check ${item.key}` }),
      undoButton(item),
    ),
  ];
}

/** "By their scores, PAY-4 (5.80) and 2 more come before PAY-9 (3.20)." */
export function sayAgainst(item: ItemRow, against: readonly Passed[]): string {
  const [first] = against;
  const best = item.rank !== null && first !== undefined && first.rank < item.rank;
  const others = against.length > 1 ? ` and ${against.length - 1} more` : '';
  const verb = others === '' ? 'comes' : 'come';
  return `By the scores, ${first?.key} (${sayScore(first?.score ?? null)})${others} ${verb} ${best ? 'before' : 'behind'} ${item.key} (${sayScore(item.score)}).`;
}

/** The scores say otherwise: asks for one line, or one tap (row C4). */
export function againstView(item: ItemRow, to: Placement, against: readonly Passed[]): Block[] {
  const data = { itemId: item.id, where: to.type, key: 'key' in to ? to.key : null };
  return [
    paragraph(sayAgainst(item, against)),
    paragraph('Why does ', ...named(item), ' go elsewhere? The reason stands beside the order.'),
    buttons(
      ...AGAINST_SCORES.map((reason) => button(capital(reason), overrideScores, { ...data, reason })),
      button('Another reason', askOverride, data),
      button('Leave it', runCommand, { text: `backlog ${item.streamKey}` }),
    ),
  ];
}
