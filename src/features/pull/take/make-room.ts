import { type Block, type Button, button, buttons, note, paragraph } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { setAside } from '../../../database/requests/set-aside.ts';
import type { Write } from '../../kit/access.ts';
import { askException } from '../../kit/offers/exceptions.ts';
import { goOn, type Unplanned } from '../../kit/offers/unplanned.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { giveBackable } from './give-backable.ts';

/** So many are offered to wait: a choice, not a list. */
const OFFERED = 3;

/**
 * A full team is asked what waits for what came up (row D11): something goes back to ready for it, an exception, or it is next in line. What
 * was typed is kept for a day, so nobody types it twice.
 *
 * @param full why there is no room, and what is in progress
 */
export async function askWhatWaits(context: Write, team: TeamContext, full: readonly Block[], wanted: Unplanned): Promise<WriteReply> {
  const heldId = await setAside(context.db, context.asker.memberId, { action: goOn.name, values: wanted }, context.now);
  const data = { teamId: team.id, heldId, itemId: null };
  return update([
    ...withoutButtons(full),
    paragraph(`“${wanted.title}” is kept. What waits for it?`),
    buttons(
      ...(await swaps(context, team, data)),
      isAllowed(context, 'except', { teamId: team.id }) && button('Make an exception', askException, { teamId: team.id }),
      button('It is next in line', goOn, { ...data, how: 'line', backId: null, version: null }),
      button('Start it', goOn, { ...data, how: 'start', backId: null, version: null }),
    ),
    note('After an exception, press “Start it”.'),
  ]);
}

/** The same for an expedited item: it goes before everything else, and the limit holds for it, too. */
export async function askWhatWaitsFor(context: Write, team: TeamContext, full: readonly Block[], item: ItemRow): Promise<WriteReply> {
  const offers = await swaps(context, team, { teamId: team.id, heldId: null, itemId: item.id });
  return update([
    ...withoutButtons(full),
    paragraph(...named(item), ' goes before everything else, and the limit holds for it, too. What waits for it?'),
    buttons(
      ...offers,
      isAllowed(context, 'except', { teamId: team.id }) && button('Make an exception', askException, { teamId: team.id }),
      button('Pull it', goOn, { teamId: team.id, heldId: null, itemId: item.id, how: 'start', backId: null, version: null }),
    ),
  ]);
}

async function swaps(
  context: Write,
  team: TeamContext,
  data: { readonly teamId: string; readonly heldId: string | null; readonly itemId: string | null },
): Promise<Button[]> {
  const waiting = await giveBackable(context.db, team.id, OFFERED);
  return waiting.map((one) =>
    button(
      `${one.key} waits`,
      goOn,
      { ...data, how: 'swap', backId: one.id, version: one.version },
      { hint: `${one.key} goes back to ready` },
    ),
  );
}

// The offers of this question stand in place of those of the limit.
function withoutButtons(blocks: readonly Block[]): Block[] {
  return blocks.filter((one) => one.type !== 'buttons');
}
