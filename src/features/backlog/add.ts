import { z } from 'zod';
import { type FormReply, type FormValues, showForm } from '../../chat/form.ts';
import { errors, update, type WriteReply } from '../../chat/reply.ts';
import { addItem } from '../../database/item-add.ts';
import { positionOf } from '../../database/ranks.ts';
import { findStream, type StreamRow } from '../../database/streams.ts';
import { isId } from '../../model/id.ts';
import { ITEM_KINDS } from '../../model/item.ts';
import { parseStreamKey } from '../../model/key.ts';
import { Refusal } from '../../model/refusal.ts';
import { cleanLine, TITLE_LIMIT } from '../../model/text.ts';
import { changeOf, type Read, type Write } from '../access.ts';
import { checkLikeness, heldValues } from '../likeness-check.ts';
import { addAnyway, addForm } from './contracts.ts';
import { pickedEpic } from './epic-link.ts';
import { wasJustAdded } from './store.ts';
import { streamOf } from './stream-of.ts';
import { addedView } from './views.ts';

// What is added, and what is held meanwhile when something like it is known. Cleaned before.
const wish = z.object({
  streamId: z.uuid(),
  title: z.string().min(1),
  kind: z.enum(ITEM_KINDS),
  purpose: z.string().nullable(),
  epicId: z.uuid().nullable(),
  link: z.string(),
});
type Wish = z.infer<typeof wish>;

/** What is known before the form is shown. */
export interface KnownOfItem {
  readonly title?: string;
  /** The message it is made from. */
  readonly link?: string;
}

/** Shows the form that adds an item, with what is known filled in. */
export async function openAddForm(context: Read, known: KnownOfItem = {}): Promise<FormReply> {
  const { stream, streams } = await streamOf(context);
  if (streams.length === 0) throw new Refusal('not_found', 'There is no value stream yet to add to.', 'An admin adds one: /flow setup.');
  const first = stream ?? streams[0];
  return showForm(
    addForm,
    { link: known.link ?? '' },
    {
      values: { title: known.title ?? '', kind: 'feature', ...(first ? { streamId: first.id } : {}) },
      options: {
        streamId: streams.map((one) => ({ value: one.id, text: `${one.key} · ${one.name}` })),
      },
    },
  );
}

/** Adds what the form says. */
export async function addByForm(context: Write, values: FormValues<typeof addForm.fields>, link: string): Promise<WriteReply> {
  const { title, kind, streamId, purpose } = values;
  const stream = await streamHere(context, streamId);
  const picked = await pickedEpic(context, values.epicId);
  if ('wrong' in picked) return errors({ epicId: picked.wrong });
  return add(
    context,
    stream,
    wish.parse({ streamId: stream.id, title, kind, purpose: purpose ?? null, epicId: picked.epic?.id ?? null, link }),
  );
}

/** Adds what was typed: `/flow add [STREAM] TITLE`. */
export async function addByWords(context: Write, text: string): Promise<WriteReply> {
  const { stream, streams } = await streamOf(context);
  const [first = ''] = text.split(/\s+/u);
  const key = parseStreamKey(first);
  const rest = text.slice(first.length).trim();
  // A first word in capitals that is a stream's key names the stream; anywhere else it is part of the title.
  const named = key !== null && rest !== '' && first.normalize('NFKC') === key ? streams.find((one) => one.key === key) : undefined;
  if (key !== null && rest === '' && first.normalize('NFKC') === key && streams.some((one) => one.key === key)) {
    throw new Refusal('invalid_input', `${key} is a stream; the title is missing.`, `Type /flow add ${key} and a few words.`);
  }
  const target = named ?? stream;
  if (!target) {
    const keys = streams.map((one) => one.key).join(', ');
    throw new Refusal(
      'invalid_input',
      streams.length === 0 ? 'There is no value stream yet to add to.' : "I don't know which stream you mean here.",
      streams.length === 0 ? 'An admin adds one: /flow setup.' : `Name it first: /flow add ${streams[0]?.key} … (there are ${keys}).`,
    );
  }
  const title = cleanLine(named ? rest : text, TITLE_LIMIT, 'The title');
  if (title === '') throw new Refusal('invalid_input', 'The title is empty.', 'Type /flow add and a few words.');
  return add(context, target, { streamId: target.id, title, kind: 'feature', purpose: null, epicId: null, link: '' });
}

/** "Similar, but different": adds what was held while the question was open. */
export async function addHeld(context: Write, heldId: string): Promise<WriteReply> {
  const held = await heldValues(context, addAnyway, heldId, wish);
  // An epic that closed meanwhile is left out rather than the item.
  const picked = await pickedEpic(context, held.epicId ?? undefined);
  return writeDown(context, await streamHere(context, held.streamId), {
    ...held,
    epicId: 'epic' in picked ? (picked.epic?.id ?? null) : null,
  });
}

async function streamHere(context: Write, streamId: string): Promise<StreamRow> {
  const stream = isId(streamId) ? await findStream(context.db, streamId) : null;
  if (!stream) throw new Refusal('not_found', 'That stream is no longer here.', 'Pick another.');
  return stream;
}

async function add(context: Write, stream: StreamRow, wanted: Wish): Promise<WriteReply> {
  const twin = await wasJustAdded(context.db, stream.id, context.asker.memberId, wanted.title, context.now);
  if (twin)
    throw new Refusal('conflict', `You added ${twin} with this title a moment ago.`, 'If it is a second one, give it another title.');
  const alike = await checkLikeness(context, { kind: 'item', title: wanted.title }, { action: addAnyway, values: wanted });
  return alike ? update(alike) : writeDown(context, stream, wanted);
}

async function writeDown(context: Write, stream: StreamRow, { title, kind, purpose, epicId, link }: Wish): Promise<WriteReply> {
  const item = await addItem(
    context.db,
    { streamId: stream.id, streamKey: stream.key, title, kind, purpose, epicId, sourceLink: link === '' ? null : link },
    changeOf(context),
  );
  return update(addedView(item, item.rank === null ? 1 : await positionOf(context.db, { streamId: item.streamId, rank: item.rank })));
}
