import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type Announcement, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openButton } from '../../kit/buttons/open-button.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { changed, unknownItem } from '../../kit/finding/unknown.ts';
import { typedKey } from '../../kit/finding/which.ts';
import { expediteForm, stopExpediting } from '../../kit/offers/expedite.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { announcement, onItem, subjectOf } from '../../kit/words/item-view.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { expeditedIn } from './store.ts';

/** An item by what the person typed, or by what a button carries. */
export type Target = { readonly key: string } | { readonly id: string; readonly version: number };

async function load(context: Read | Write, target: Target): Promise<{ readonly item: ItemRow; readonly stream: StreamRow }> {
  const item = await itemOf(context, target);
  const stream = await findStream(context.db, item.streamId);
  if (!stream) throw unknownItem(typedKey(target));
  await requireRight(context, 'expedite', { streamId: item.streamId });
  return { item, stream };
}

/** `/flow expedite KEY`, or the button: asks for the reason, where it could be expedited. */
export async function openExpedite(context: Read, target: Target): Promise<FormReply> {
  const { item, stream } = await load(context, target);
  await refuse(context, item, stream);
  return showForm(expediteForm, onItem(item), { intro: [paragraph(...named(item))] });
}

/**
 * `/flow expedite KEY REASON`: it goes before everything else in `next` and at a pull, within the stream's limit for that;
 * a decision with its reason. It ends when the item is done or goes back to refining, or by hand.
 */
export async function expedite(context: Write, target: Target, reason: string): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, target);
  const { item, stream } = await load(context, target);
  if (!lock) throw unknownItem();
  if (isStale(target, item)) return update(standing(item));
  if (reason === '')
    throw new Refusal('invalid_input', 'Expediting needs its reason.', `Type /flow expedite ${item.key} and what can't wait.`);
  await refuse(context, item, stream);
  const hurried = await changeItem(lock, item, { kind: 'expedited', data: { on: true, reason } }, changeOf(context));
  await decide(context, item, `${item.key} goes before everything else in ${stream.name}`, reason);
  return update(
    [
      paragraph(...named(hurried), ` goes before everything else in ${stream.name} now.`),
      buttons(
        hurried.state === 'ready' &&
          button('Pull it', runCommand, { text: `pull ${item.key}` }, { style: 'primary', hint: `Pull ${item.key}` }),
        button('Take it away again', stopExpediting, onItem(hurried), { hint: `Stop expediting ${item.key}` }),
      ),
    ],
    { announcements: told(hurried, `Why: ${reason}`) },
  );
}

/** `/flow expedite KEY off`: back to where its rank puts it. */
export async function stop(context: Write, target: Target): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, target);
  const { item, stream } = await load(context, target);
  if (!lock) throw unknownItem();
  if (!item.expedite) throw new Refusal('conflict', `${item.key} isn't expedited.`, `/flow ${item.key} shows where it stands.`);
  const calm = await changeItem(lock, item, { kind: 'expedited', data: { on: false, reason: '' } }, changeOf(context));
  await decide(context, item, `${item.key} no longer goes before everything else`, null);
  const where = calm.state === 'ready' ? ` stands where the order of ${stream.name} puts it again.` : ' is no longer expedited.';
  return update([paragraph(...named(calm), where), buttons(openButton(item.key))], {
    announcements: told(calm, 'No longer expedited.'),
  });
}

async function refuse(context: Read | Write, item: ItemRow, stream: StreamRow): Promise<void> {
  const { key } = item;
  if (item.expedite) throw new Refusal('conflict', `${key} is expedited already.`, `To end that, type /flow expedite ${key} off.`);
  if (item.state === 'refining')
    throw new Refusal('not_ready', `${key} isn't ready, so it can't be pulled yet.`, `Make it ready first: /flow ready ${key}.`);
  if (item.state !== 'ready' && item.state !== 'delivery')
    throw new Refusal('conflict', `${key} is ${item.state}, so there is nothing to expedite.`, `/flow ${key} shows it.`);
  if (item.splitAt !== null)
    throw new Refusal('conflict', `${key} was split.`, `Expedite the part that can't wait; /flow ${key} lists them.`);
  const { expediteLimit } = stream.policy;
  const who = context.asker.roles.owns.includes(stream.id)
    ? `You can change that: /flow policy ${stream.key}`
    : stream.ownerName
      ? `${stream.ownerName}, who owns it, can change that`
      : 'Its owner can change that';
  if (expediteLimit === 0) throw new Refusal('wip_limit_reached', `${stream.name} expedites nothing.`, `${who}.`);
  const running = await expeditedIn(context.db, stream.id);
  if (running.length >= expediteLimit) {
    const keys = new Intl.ListFormat('en').format(running.slice(0, 5));
    throw new Refusal(
      'wip_limit_reached',
      `${stream.name} expedites ${count(expediteLimit, say`{item}`, say`{items}`)} at once, and ${keys} ${running.length === 1 ? 'is' : 'are'} on the way.`,
      `Finish it first, or type /flow expedite ${running[0]} off.`,
    );
  }
}

async function decide(context: Write, item: ItemRow, choice: string, reason: string | null): Promise<void> {
  await writeDecision(
    context.db,
    { act: 'expedite', subject: { type: 'item', id: item.id }, question: `Does ${item.key} go before everything else?`, choice, reason },
    changeOf(context),
  );
}

function isStale(target: Target, item: ItemRow): boolean {
  return 'version' in target && target.version !== item.version;
}

function standing(item: ItemRow): Block[] {
  return [changed(item), buttons(openButton(item.key, { style: 'primary' }))];
}

// Where a team has it, the message that announced the pull says so; an item that waits was announced nowhere.
function told(item: ItemRow, tail: string): Announcement[] {
  if (item.teamId === null) return [];
  return [
    {
      teamId: item.teamId,
      subject: subjectOf(item),
      mode: 'edit',
      blocks: announcement(item, `${item.teamName ?? say`{A team}`} works on`, tail),
    },
  ];
}
