import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type Announcement, update, type WriteReply } from '../../../chat/reply.ts';
import { blockedBy, lockBlocker } from '../../../database/items/blockers.ts';
import { touchItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { ageDays } from '../../../model/calendar/days.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { isAllowed, requireRight } from '../../kit/rights/allowed.ts';
import { announcement, deliveryButtons, onItem } from '../../kit/words/item-view.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { keysOf } from '../../kit/words/keys-of.ts';
import { isStale, load, standing, standsIn, type Target, told } from '../deliver/advance.ts';
import { blockers } from './contracts.ts';
import { unknownBlocker } from './unknown.ts';

/**
 * `/flow unblock KEY`: never refused for lack of room. Where the same thing holds others, it asks first whether it is over for all.
 *
 * @param alone this item only, the person said
 */
export async function unblock(context: Write, target: Target, alone = false): Promise<WriteReply> {
  const loaded = await load(context, target);
  const { item, stream } = loaded;
  if (isStale(target, item)) return standing(loaded);
  if (!item.blocked) throw new Refusal('conflict', `${item.key} isn't blocked.`, `/flow ${item.key} shows where it stands.`);
  const held = alone || item.blockerId === null ? [] : await blockedBy(context.db, item.blockerId);
  if (held.length > 1 && item.blockerId !== null) return update(askAll(item, item.blockerId, held));
  const free = await touchItem(context.db, item, { kind: 'unblocked', data: {} }, changeOf(context));
  return update(
    [
      paragraph(...named(free), ` can go on.${waited(context, item)}`),
      free.state === 'delivery' ? deliveryButtons(free, stream.stages, undoButton(free)) : buttons(undoButton(free)),
    ],
    { announcements: tell(item, free) },
  );
}

/** It is over: everything that it holds goes on, as far as the asker may say so. */
export async function resolveBlocker(context: Write, id: string): Promise<WriteReply> {
  const blocker = await lockBlocker(context.db, id);
  if (!blocker) throw unknownBlocker();
  const held = await blockedBy(context.db, id);
  if (held.length === 0)
    throw new Refusal('conflict', `That is over already: ${blocker.reason}.`, 'Type /flow blockers to see what is not.');
  const mine = held.filter((item) => isAllowed(context, 'deliver', { streamId: item.streamId }));
  const [first] = held;
  if (mine.length === 0 && first) await requireRight(context, 'deliver', { streamId: first.streamId });
  const tidings: Announcement[] = [];
  // In one order for everybody, so that two who say so at once do not wait for each other in a circle.
  for (const item of [...mine].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const free = await touchItem(context.db, item, { kind: 'unblocked', data: {} }, changeOf(context));
    tidings.push(...tell(item, free));
  }
  const rest = held.filter((item) => !mine.includes(item));
  const days = count(ageDays(blocker.openedAt, context.now, context.organization.zone), 'day');
  return update(
    [
      paragraph(`${keysOf(mine.map((one) => one.key))} can go on. It took ${days}: ${blocker.reason}`),
      ...(rest.length > 0
        ? [
            paragraph(
              say`${keysOf(rest.map((one) => one.key))} ${rest.length === 1 ? 'stays' : 'stay'} blocked: that is for their own {streams} to say.`,
            ),
          ]
        : []),
    ],
    { announcements: tidings },
  );
}

function askAll(item: ItemRow, blockerId: string, held: readonly ItemRow[]): Block[] {
  const others = held.filter((one) => one.id !== item.id).map((one) => one.key);
  return [
    paragraph(...named(item), ` waits with ${keysOf(others)} for the same: ${item.blockReason ?? 'no reason given'}`),
    paragraph('Is it over for all of them?'),
    buttons(
      button(`All ${held.length}`, blockers.resolve, { blockerId }, { style: 'primary', hint: 'It is over for all of them' }),
      button(`Only ${item.key}`, blockers.freeOne, onItem(item)),
    ),
  ];
}

function waited({ now, organization }: Write, item: ItemRow): string {
  return item.blockedSince ? ` It waited ${count(ageDays(item.blockedSince, now, organization.zone), 'day')}.` : '';
}

function tell(item: ItemRow, free: ItemRow) {
  return told(item, announcement(free, `${item.teamName ?? say`{A team}`} works on`, free.stageName ? standsIn(free.stageName) : ''));
}
