import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { positionOf, rankEnds, ranksAround } from '../../../database/items/ranks.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { type Gap, type Placement, rankInGap } from '../../../model/item/order.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { overridden } from '../../../model/score/score.ts';
import { parseKey } from '../../../model/text/key.ts';
import { listOf } from '../../../model/text/list-of.ts';
import { saysNothing } from '../../../model/text/says-nothing.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { typedKey, type Which } from '../../kit/finding/which.ts';
import { requireOwner } from '../../kit/rights/require-owner.ts';
import { type Passed, readPassed } from './store.ts';
import { againstView, orderedView, sayAgainst } from './views.ts';

/** An item that has a place in a backlog, or the refusal that says why it has none. */
export async function rankedItem(context: Read | Write, which: Which): Promise<ItemRow & { readonly rank: string }> {
  const item = await itemOf(context, which);
  const { rank } = item;
  if (rank !== null) return { ...item, rank };
  const state = item.state === 'delivery' ? 'in progress' : item.state;
  const next = item.state === 'delivery' ? `To give it back, type /flow move ${item.key} ready.` : 'Nothing was changed.';
  throw new Refusal('conflict', `${item.key} is ${state}; only what waits in the backlog has a place in its order.`, next);
}

/** The same by form: where a reason is needed and missing, the form asks for it. */
export async function placeByForm(context: Write, which: Which, to: Placement, typed: string | undefined): Promise<WriteReply> {
  const reason = typed !== undefined && saysNothing(typed) ? undefined : typed;
  return place(context, which, to, reason, (item, against) => errors({ reason: `${sayAgainst(item, against)} Say why it goes there.` }));
}

/** What a button of ours says of a place. */
export function placementOf(where: Placement['type'], key: string | null): Placement {
  if (where !== 'above' && where !== 'below') return { type: where };
  if (key === null || !parseKey(key))
    throw new Refusal('stale', 'That button belongs to an older version of me.', 'Type /flow to see where things stand.');
  return { type: where, key };
}

type Ask = (item: ItemRow, against: readonly Passed[]) => WriteReply;

/**
 * `/flow order KEY …`: one item to another place of its backlog, by the stream's owner, under the stream's lock (row C4). Where the stream
 * keeps scores and it goes past something that they put on the other side, however far off, a reason is asked, kept with the order and in the decision log.
 *
 * @param ask how it is asked for
 */
export async function place(
  context: Write,
  which: Which,
  to: Placement,
  reason?: string,
  ask: Ask = (item, against) => update(againstView(item, to, against)),
): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  if (!lock) throw unknownItem(typedKey(which));
  const found = await itemOf(context, which);
  await requireOwner(context, found);
  const item = await rankedItem(context, { id: found.id });
  const rank = rankInGap(item.rank, await gapFor(context, item, to));
  if (rank === null) throw new Refusal('conflict', `${item.key} is ${standsThere(to)} already.`, 'Nothing was changed.');
  const against = await goesAgainst(context, item, rank);
  if (against.length > 0 && reason === undefined) return ask(item, against);
  const why = against.length > 0 && reason !== undefined ? { reason } : {};
  const ordered = await changeItem(lock, item, { kind: 'ranked', data: { rank, ...why } }, changeOf(context));
  if (against.length > 0 && reason !== undefined) {
    await writeDecision(
      context.db,
      {
        act: 'order',
        subject: { type: 'item', id: item.id },
        question: `Where does ${item.key} · ${item.title} stand in ${item.streamName}?`,
        choice: against.some((one) => one.rank > rank)
          ? `Before ${keysOf(against)}, against the scores.`
          : `Behind ${keysOf(against)}, against the scores.`,
        reason,
      },
      changeOf(context),
    );
  }
  return update(orderedView(await readinessOf(context.db, ordered), await positionOf(context.db, { streamId: item.streamId, rank })));
}

// What the scores put on the other side; nothing where the stream keeps none.
async function goesAgainst(context: Write, item: ItemRow & { readonly rank: string }, rank: string): Promise<Passed[]> {
  const stream = await findStream(context.db, item.streamId);
  if (!stream?.policy.scored) return [];
  return overridden(item, await readPassed(context.db, item, rank), rank < item.rank);
}

const NAMED_AT_MOST = 5;

function keysOf(items: readonly Passed[]): string {
  return listOf(
    items.map((one) => one.key),
    NAMED_AT_MOST,
  );
}

async function gapFor(context: Write, item: ItemRow & { readonly rank: string }, to: Placement): Promise<Gap> {
  const { db } = context;
  const around = (rank: string) => ranksAround(db, item.streamId, rank, item.id);
  switch (to.type) {
    case 'top':
      return { above: null, below: (await rankEnds(db, item.streamId, item.id)).first };
    case 'bottom':
      return { above: (await rankEnds(db, item.streamId, item.id)).last, below: null };
    case 'up': {
      const { above } = await around(item.rank);
      return above === null ? { above: null, below: null } : { above: (await around(above)).above, below: above };
    }
    case 'down': {
      const { below } = await around(item.rank);
      return below === null ? { above: null, below: null } : { above: below, below: (await around(below)).below };
    }
    case 'above': {
      const other = await neighbour(context, item, to.key);
      return { above: (await around(other.rank)).above, below: other.rank };
    }
    case 'below': {
      const other = await neighbour(context, item, to.key);
      return { above: other.rank, below: (await around(other.rank)).below };
    }
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}

async function neighbour(context: Write, item: ItemRow, key: string): Promise<ItemRow & { readonly rank: string }> {
  if (key === item.key) throw new Refusal('invalid_input', `${key} can't stand next to itself.`, say`Name another {item} of its backlog.`);
  const other = await rankedItem(context, { key });
  if (other.streamId !== item.streamId) {
    throw new Refusal(
      'invalid_input',
      say`${other.key} is in ${other.streamName} and ${item.key} in ${item.streamName}. An order is within one {stream}.`,
      say`Name {an item} of ${item.streamName}: /flow backlog ${item.streamKey}.`,
    );
  }
  return other;
}

function standsThere(to: Placement): string {
  switch (to.type) {
    case 'top':
    case 'up':
      return 'at the top';
    case 'bottom':
    case 'down':
      return 'at the bottom';
    case 'above':
    case 'below':
      return `right ${to.type} ${to.key}`;
    default: {
      const unknown: never = to;
      return unknown;
    }
  }
}
