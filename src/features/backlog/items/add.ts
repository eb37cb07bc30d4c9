import { z } from 'zod';
import { runCommand } from '../../../chat/action.ts';
import { button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addItem } from '../../../database/items/item-add.ts';
import { positionOf } from '../../../database/items/ranks.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { ITEM_KINDS } from '../../../model/item/item.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { isId } from '../../../model/text/id.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { streamAndTitle } from '../../kit/finding/stream-and-title.ts';
import { streamOf } from '../../kit/finding/stream-of.ts';
import { checkLikeness, valuesSetAside } from '../../kit/likeness/check.ts';
import { addAnyway, addForm } from '../../kit/offers/items.ts';
import { decideRevived } from './decide-revived.ts';
import { pickedEpic } from './epic-link.ts';
import { wasJustAdded } from './store.ts';
import { addedView } from './views.ts';

/** More buttons are no choice at a glance. */
const STREAMS_AS_BUTTONS = 6;
/** What a button's words may be long. */
const LONGEST_WORDS = 490;

// What is added, and what is set aside when something like it is known. Cleaned before.
const wish = z.object({
  streamId: z.uuid(),
  title: z.string().min(1),
  kind: z.enum(ITEM_KINDS),
  purpose: z.string().nullable(),
  epicId: z.uuid().nullable(),
  link: z.string(),
  /** What it was before, and what lets it in (row C19). */
  revived: z.object({ ideaKey: z.string(), evidence: z.string().nullable(), waiver: z.string().nullable() }).optional(),
});
/** What is to be added. */
export type Wish = z.infer<typeof wish>;

/** What is known before the form is shown. */
export interface KnownOfItem {
  readonly title?: string;
  /** The message it is made from. */
  readonly link?: string;
}

/** Shows the form that adds an item, with what is known filled in. */
export async function openAddForm(context: Read, known: KnownOfItem = {}): Promise<FormReply> {
  const { stream, streams } = await streamOf(context);
  if (streams.length === 0)
    throw new Refusal('not_found', say`There is no {value stream} yet to add to.`, 'An admin adds one: /flow setup.');
  const first = stream ?? streams[0];
  return showForm(
    addForm,
    { link: known.link ?? '' },
    {
      values: { title: known.title ?? '', kind: 'feature', ...(first ? { streamId: first.id } : {}) },
      options: {
        streamId: keyedOptions(streams),
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
  return addWish(
    context,
    stream,
    wish.parse({ streamId: stream.id, title, kind, purpose: purpose ?? null, epicId: picked.epic?.id ?? null, link }),
  );
}

/** Adds what was typed: `/flow add [STREAM] TITLE`. */
export async function addByWords(context: Write, text: string): Promise<WriteReply> {
  const { stream, streams } = await streamOf(context);
  const { stream: named, title: rest } = streamAndTitle(text, streams);
  if (named && rest === '') {
    throw new Refusal(
      'invalid_input',
      say`${named.key} is {a stream}; the title is missing.`,
      `Type /flow add ${named.key} and a few words.`,
    );
  }
  const title = cleanLine(rest, TITLE_LIMIT, 'The title');
  if (title === '') throw new Refusal('invalid_input', 'The title is empty.', 'Type /flow add and a few words.');
  const target = named ?? stream;
  if (!target) return whichStream(streams, title);
  return addWish(context, target, { streamId: target.id, title, kind: 'feature', purpose: null, epicId: null, link: '' });
}

/** "Similar, but different": adds what was set aside while the question was open. */
export async function addSetAside(context: Write, heldId: string): Promise<WriteReply> {
  const kept = await valuesSetAside(context, addAnyway, heldId, wish);
  // An epic that closed meanwhile is left out rather than the item.
  const picked = await pickedEpic(context, kept.epicId ?? undefined);
  return writeDown(context, await streamHere(context, kept.streamId), {
    ...kept,
    epicId: 'epic' in picked ? (picked.epic?.id ?? null) : null,
  });
}

// Nothing is typed twice: each button goes on with the title.
function whichStream(streams: readonly StreamRow[], title: string): WriteReply {
  const [first] = streams;
  if (!first) throw new Refusal('not_found', say`There is no {value stream} yet to add to.`, 'An admin adds one: /flow setup.');
  const words = (key: string) => `add ${key} ${title}`;
  if (words(first.key).length > LONGEST_WORDS || streams.length > STREAMS_AS_BUTTONS)
    throw new Refusal('invalid_input', say`I don't know which {stream} you mean here.`, `Name it first: /flow add ${first.key} …`);
  return update([
    paragraph(say`Which {stream} is it for?`),
    buttons(...streams.map((one) => button(`${one.key} · ${one.name}`, runCommand, { text: words(one.key) }))),
  ]);
}

/** The stream that was chosen, as long as it is there. */
export async function streamHere(context: Write, streamId: string): Promise<StreamRow> {
  const stream = isId(streamId) ? await findStream(context.db, streamId) : null;
  if (!stream) throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Pick another.');
  return stream;
}

/** Adds it, unless it was just added, or something like it is known: then that is asked first. */
export async function addWish(context: Write, stream: StreamRow, wanted: Wish): Promise<WriteReply> {
  const twin = await wasJustAdded(context.db, stream.id, context.asker.memberId, wanted.title, context.now);
  if (twin)
    throw new Refusal('conflict', `You added ${twin} with this title a moment ago.`, 'If it is a second one, give it another title.');
  const alike = await checkLikeness(context, { kind: 'item', title: wanted.title }, { action: addAnyway, values: wanted });
  return alike ? update(alike) : writeDown(context, stream, wanted);
}

async function writeDown(context: Write, stream: StreamRow, { title, kind, purpose, epicId, link, revived }: Wish): Promise<WriteReply> {
  const item = await addItem(
    context.db,
    { streamId: stream.id, streamKey: stream.key, title, kind, purpose, epicId, sourceLink: link === '' ? null : link },
    changeOf(context),
  );
  if (revived) await decideRevived(context, item, revived);
  return update(
    addedView(
      await readinessOf(context.db, item),
      item.rank === null ? 1 : await positionOf(context.db, { streamId: item.streamId, rank: item.rank }),
    ),
  );
}
