import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { type BlockerRow, blockedBy, lockBlocker, openBlocker } from '../../../database/items/blockers.ts';
import { touchItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { blockAnyForm, blockForm } from '../../kit/offers/pull.ts';
import { undoButton } from '../../kit/offers/undo.ts';
import { announcement, deliveryButtons, onItem } from '../../kit/words/item-view.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { keysOf } from '../../kit/words/keys-of.ts';
import { isStale, type Loaded, load, standing, type Target, told } from '../deliver/advance.ts';
import { blockers, CARRIED } from './contracts.ts';
import { likeBlocker } from './store.ts';
import { unknownBlocker } from './unknown.ts';

/** `/flow block KEY`: asks for the reason, where there is something to block. */
export async function askBlock(context: Read, target: Target): Promise<FormReply> {
  const { item } = await load(context, target);
  refuseBlock(item);
  return showForm(blockForm, onItem(item), { intro: [paragraph(...named(item))] });
}

/** `/flow block`: asks which item, and what it waits for. */
export function askBlockAny(): FormReply {
  return showForm(blockAnyForm, {});
}

/** Blocks what was picked. */
export function blockPicked(context: Write, itemId: string, reason: string): Promise<WriteReply> {
  if (!isId(itemId)) throw unknownItem();
  return block(context, { id: itemId }, reason);
}

function refuseBlock(item: ItemRow): void {
  if (item.blocked) {
    throw new Refusal(
      'conflict',
      `${item.key} is blocked already: ${item.blockReason ?? 'no reason given'}.`,
      `When that is over, type /flow unblock ${item.key}.`,
    );
  }
  if (item.state === 'done' || item.state === 'parked')
    throw new Refusal('conflict', `${item.key} is ${item.state}; there is nothing to block.`, `/flow ${item.key} shows it.`);
}

/** What the form says: a reason, or the blocker that holds others already. */
export async function blockByForm(context: Write, target: Target, values: FormValues<typeof blockForm.fields>): Promise<WriteReply> {
  const { reason, sameId } = values;
  if (sameId !== undefined) {
    const known = isId(sameId) ? await lockBlocker(context.db, sameId) : null;
    return known
      ? blockBy(context, target, known)
      : errors({ sameId: "I don't know that blocker any more. Pick another, or give the reason." });
  }
  return reason === undefined ? errors({ reason: '“What blocks it?” needs an answer.' }) : block(context, target, reason);
}

/**
 * `/flow block KEY REASON`: blocked time counts as waiting, wherever the item stands. A blocker holds every item that waits for the same
 * thing (row C15): the same words join it at once, words like it are asked about.
 *
 * @param apart it is something of its own, the person said
 */
export async function block(context: Write, target: Target, reason: string, apart = false): Promise<WriteReply> {
  const loaded = await load(context, target);
  const { item } = loaded;
  if (isStale(target, item)) return standing(loaded);
  refuseBlock(item);
  const like = apart ? null : await likeBlocker(context.db, reason);
  if (like && !like.same && reason.length <= CARRIED) return update(askSame(item, reason, like));
  const locked = like?.same ? await lockBlocker(context.db, like.id) : null;
  // What was open a moment ago may be over by now; then this is a new one.
  const known = locked?.resolvedAt === null ? locked : null;
  return hold(context, loaded, known ?? { id: await openBlocker(context.db, reason, changeOf(context)), reason });
}

/** Blocks an item by what holds others already. */
export async function blockBy(context: Write, target: Target, { id }: Pick<BlockerRow, 'id'>): Promise<WriteReply> {
  const known = await lockBlocker(context.db, id);
  if (!known) throw unknownBlocker();
  const loaded = await load(context, target);
  if (isStale(target, loaded.item)) return standing(loaded);
  refuseBlock(loaded.item);
  if (known.resolvedAt !== null)
    throw new Refusal(
      'conflict',
      `That is over: ${known.reason}.`,
      `If it holds ${loaded.item.key} all the same, say so anew: /flow block ${loaded.item.key}.`,
    );
  return hold(context, loaded, known);
}

async function hold(context: Write, { item, stream }: Loaded, { id, reason }: Pick<BlockerRow, 'id' | 'reason'>): Promise<WriteReply> {
  const blocked = await touchItem(context.db, item, { kind: 'blocked', data: { reason, blockerId: id } }, changeOf(context));
  const others = (await blockedBy(context.db, id)).filter((one) => one.id !== item.id);
  const also = others.length > 0 ? ` It holds ${keysOf(others.map((one) => one.key))}, too.` : '';
  return update(
    [
      paragraph(...named(blocked), ` is blocked: ${reason}`),
      ...(also === '' ? [] : [paragraph(also.trim())]),
      blocked.state === 'delivery' ? deliveryButtons(blocked, stream.stages, undoButton(blocked)) : buttons(undoButton(blocked)),
    ],
    { announcements: told(item, announcement(blocked, `${item.teamName ?? say`{A team}`} works on`, `Blocked: ${reason}`)) },
  );
}

function askSame(
  item: ItemRow,
  reason: string,
  like: { readonly id: string; readonly reason: string; readonly keys: readonly string[] },
): Block[] {
  const holds = like.keys.length > 0 ? `, and holds ${count(like.keys.length, say`{item}`, say`{items}`)} (${keysOf(like.keys)})` : '';
  return [
    paragraph(`Something like it is known already${holds}: ${like.reason}`),
    paragraph('Does ', ...named(item), ' wait for the same?'),
    buttons(
      button(
        'The same',
        blockers.join,
        { ...onItem(item), blockerId: like.id },
        { style: 'primary', hint: `${item.key} waits for the same` },
      ),
      button('Something else', blockers.apart, { ...onItem(item), reason }, { hint: `${item.key} waits for something else` }),
    ),
  ];
}
