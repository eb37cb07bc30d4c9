import { paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type Notice, update, type WriteReply } from '../../../chat/reply.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { lockStreamOfItem } from '../../../database/items/stream-locks.ts';
import { adminNames } from '../../../database/organization/admins.ts';
import { placeOfPerson, placeOfStream } from '../../../database/organization/places.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { challengeForm } from './contracts.ts';
import { PLAIN_QUESTION } from './plain-question.ts';
import { addChallenge, findChallenge, findOpenChallenge } from './store.ts';
import { askedOwner } from './views.ts';

/** `/flow challenge KEY`: the question, with the plain one filled in. */
export async function openAsk(context: Read, which: Which): Promise<FormReply> {
  const item = await questionable(context, which);
  return showForm(challengeForm, { itemId: item.id }, { intro: [paragraph(...named(item))], values: { question: PLAIN_QUESTION } });
}

/**
 * `/flow challenge KEY QUESTION`: asks the stream's owner why an item is here (row D10). Anybody may, leaders too: it orders nothing. One
 * question is open per item, so that an owner is not asked the same thing by many.
 */
export async function ask(context: Write, which: Which, question: string): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, which);
  const item = await questionable(context, which);
  if (!lock) throw unknownItem();
  const id = await addChallenge(context.db, item.id, question, changeOf(context));
  const challenge = await findChallenge(context.db, id);
  const stream = await findStream(context.db, item.streamId);
  if (!challenge || !stream) throw new Error('What was just written is there.');
  const { platform } = context.place;
  const owner = stream.ownerId === null ? null : await placeOfPerson(context.db, stream.ownerId, platform);
  const place = owner ?? (await placeOfStream(context.db, stream.id, platform));
  const announcements: Notice[] = place ? [{ place, subject: `challenge:${id}`, mode: 'post', blocks: askedOwner(challenge, item) }] : [];
  const who = owner
    ? `${stream.ownerName} answers it.`
    : place
      ? `Whoever owns ${stream.name} answers it, in its channel.`
      : await nobody(context, stream.name);
  return update([paragraph('Asked about ', ...named(item), `: ${question}`), paragraph(who)], { announcements });
}

async function nobody(context: Write, streamName: string): Promise<string> {
  const admins = (await adminNames(context.db)).slice(0, 3);
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(admins);
  return `Nobody was told: ${streamName} has no owner yet, and no channel. ${names === '' ? 'An admin' : names} can name one with /flow setup stream. The question stays on the card.`;
}

async function questionable(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  await requireRight(context, 'challenge', { streamId: item.streamId });
  if (item.state === 'done' || item.state === 'parked')
    throw new Refusal(
      'conflict',
      `${item.key} is ${item.state}, so there is nothing to ask.`,
      `/flow why ${item.key} says what it was for.`,
    );
  const open = await findOpenChallenge(context.db, item.id);
  if (open)
    throw new Refusal(
      'conflict',
      `${open.askedBy} asked about ${item.key} already: ${open.question}`,
      `/flow ${item.key} shows it until it is answered.`,
    );
  return item;
}
