import { runCommand } from '../../../chat/action.ts';
import { button, buttons, entry, list, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { addIdea, type IdeaRow } from '../../../database/ideas/ideas.ts';
import { changeItem } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { type ParkReason, reopenOf } from '../../../model/item/parking.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { count, named } from '../../kit/words/item-words.ts';
import { parkListForm } from './contracts.ts';

type Which = { readonly streamId: string; readonly itemIds: readonly string[] };

/** Opens the form that parks one item of the list, or all. */
export async function openParkSome(context: Read, which: Which): Promise<FormReply> {
  const stream = await ownStream(context, which.streamId);
  const items = await readyAmong(context, which);
  if (items.length === 0) throw nothingLeft(stream);
  return showForm(
    parkListForm,
    { streamId: stream.id, itemIds: items.map((item) => item.id) },
    {
      intro: [list(items.map((item) => entry(named(item))))],
      values: { reasonCode: 'no_capacity', reason: 'More is ready than will be pulled soon.' },
    },
  );
}

/**
 * Parks what the owner confirmed: each with its event and its entry in the anti-backlog, and one decision for the act. What was pulled or
 * changed meanwhile stays, and is named.
 */
export async function parkItems(context: Write, which: Which, why: FormValues<typeof parkListForm.fields>): Promise<WriteReply> {
  const wrong = judgeDate(why.reopenOn, localDate(context.now, context.organization.zone));
  if (wrong) return errors({ reopenOn: wrong });
  const lock = await lockStreams(context.db, [which.streamId]);
  const stream = await ownStream(context, which.streamId);
  const items = await readyAmong(context, which);
  if (items.length === 0) throw nothingLeft(stream);
  const ideas: IdeaRow[] = [];
  for (const item of items) {
    await changeItem(lock, item, { kind: 'parked', data: { reason: why.reason } }, changeOf(context));
    const reopen = reopenOf(why.reopenOn, why.reopenWhen);
    const idea = { title: item.title, reasonCode: why.reasonCode as ParkReason, reason: why.reason, reopen, sourceLink: null };
    ideas.push(await addIdea(context.db, { ...idea, subject: { kind: 'item', id: item.id } }, changeOf(context)));
  }
  const keys = items.map((item) => item.key);
  const [only] = items;
  const subject = only && items.length === 1 ? ({ type: 'item', id: only.id } as const) : ({ type: 'stream', id: stream.id } as const);
  const question = `${stream.name} has more ready work than fits. What waits elsewhere?`;
  await writeDecision(
    context.db,
    { act: 'park', subject, question, choice: `Park ${keys.join(', ')}`, reason: why.reason },
    changeOf(context),
  );
  const stayed = which.itemIds.length - items.length;
  return update([
    paragraph(`Parked ${count(items.length, say`{item}`, say`{items}`)} of ${stream.name}, each with the reason:`),
    list(ideas.map((idea, index) => entry([...named({ key: keys[index] ?? '', title: idea.title }), `, as ${idea.key}`]))),
    ...(stayed > 0
      ? [
          paragraph(
            `${count(stayed, say`{item}`, say`{items}`)} changed meanwhile and ${stayed === 1 ? 'stays' : 'stay'} where ${stayed === 1 ? 'it is' : 'they are'}.`,
          ),
        ]
      : []),
    buttons(
      button('Health', runCommand, { text: `health ${stream.key}` }, { style: 'primary' }),
      button('Parked', runCommand, { text: 'parked' }),
    ),
  ]);
}

async function ownStream(context: Read | Write, streamId: string): Promise<StreamRow> {
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  if (may('park', context.asker.roles, { streamId })) return stream;
  throw new Refusal(
    'not_allowed',
    say`Only the owner of ${stream.name} parks its {items}${stream.ownerName ? '' : ', and it has none yet'}.`,
    stream.ownerName ? `Ask ${stream.ownerName}, or ask about one of them: /flow challenge KEY.` : 'An admin names one: /flow setup.',
  );
}

// An id of another stream or organization is one that is not ready here: nothing is told of it.
async function readyAmong(context: Read | Write, { streamId, itemIds }: Which): Promise<ItemRow[]> {
  const found: ItemRow[] = [];
  for (const id of new Set(itemIds)) {
    const item = await findItem(context.db, id);
    if (!item || item.streamId !== streamId) throw unknownItem();
    if (item.state === 'ready') found.push(item);
  }
  return found;
}

function nothingLeft(stream: StreamRow): Refusal {
  return new Refusal('conflict', 'What was listed is not ready any more, so there is nothing to park.', `See /flow health ${stream.key}.`);
}
