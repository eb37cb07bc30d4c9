import { type Block, button, buttons } from '../../../chat/block.ts';
import { command, type Feature, onShortcut } from '../../../chat/feature.ts';
import { showForm } from '../../../chat/form.ts';
import { read, write } from '../../../chat/handler.ts';
import { type ReadReply, type UpdateReply, update } from '../../../chat/reply.ts';
import { anyText, keyOrStream, optionalKey, shorten } from '../../../chat/words.ts';
import { lastOrdered } from '../../../database/items/order-reasons.ts';
import { findStream, listStreams, type StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { isId } from '../../../model/text/id.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { firstLine } from '../../kit/finding/first-line.ts';
import { namedStream } from '../../kit/finding/named-stream.ts';
import { streamOf } from '../../kit/finding/stream-of.ts';
import {
  addAnyway,
  addForm,
  addRevivedForm,
  chooseStream,
  moreRefining,
  prepareForm,
  prepareItem,
  readyItem,
  showAnyForm,
  showMore,
  streamForm,
} from '../../kit/offers/items.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { ownsOrder } from '../../kit/rights/owns-order.ts';
import { addByForm, addByWords, addSetAside, openAddForm } from './add.ts';
import { addRevived, openRevivedForm } from './add-revived.ts';
import { openChecks, ready, saveChecks } from './refine.ts';
import { refiningView } from './refining-view.ts';
import { showItem } from './show-item.ts';
import { readBacklog, readRefining } from './store.ts';
import { backlogView } from './views.ts';

const PART = 10;
const STREAMS_AS_BUTTONS = 4;

/** One ordered backlog per stream, and what makes an item ready (rows C1, C2, C3, C5). */
export const items: Feature<Access> = {
  name: 'backlog',
  commands: [
    command({
      name: 'add',
      group: 'backlog',
      summary: say`Add {an item} at the end of {a stream}'s backlog.`,
      usage: '/flow add [STREAM] [TITLE]',
      right: 'add',
      words: anyText,
      handle: ({ text }) =>
        text === '' ? read((context: Read) => openAddForm(context)) : write((context: Write) => addByWords(context, text)),
    }),
    command({
      name: 'backlog',
      group: 'backlog',
      summary: say`The order of {a stream}, from the top.`,
      usage: '/flow backlog [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showBacklog(context, text)),
    }),
    command({
      name: 'ready',
      group: 'backlog',
      summary: say`Make {an item} ready to be pulled, or see what is not.`,
      usage: '/flow ready [KEY or STREAM]',
      right: 'refine',
      words: keyOrStream,
      handle: ({ key, stream }) =>
        key === undefined
          ? read((context: Read) => showRefining(context, 0, stream && { typed: stream }))
          : write((context: Write) => ready(context, { key })),
    }),
    command({
      name: 'show',
      group: 'backlog',
      summary: say`Everything about {an item}, {an epic}, a parked idea or a decision. The key alone does the same.`,
      usage: '/flow show [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read(async (context: Read) => (key === undefined ? showForm(showAnyForm, {}) : context.things.show(key))),
    }),
  ],
  actions: [
    onWrite(addAnyway, 'add', (context, { heldId }) => addSetAside(context, heldId)),
    onRead(prepareItem, 'refine', (context, { itemId }) => openChecks(context, { id: itemId })),
    onWrite(readyItem, 'refine', (context, { itemId }) => ready(context, { id: itemId })),
    onRead(moreRefining, 'read', (context, { after, streamId }) =>
      showRefining(context, after, streamId === null ? undefined : { id: streamId }),
    ),
    onRead(chooseStream, 'read', async () => showForm(streamForm, {})),
    onRead(showMore, 'read', (context, { streamId, after }) => showPart(context, streamId, after)),
  ],
  forms: [
    onSubmit(addForm, 'add', (context, values, { link }) => addByForm(context, values, link)),
    onSubmit(addRevivedForm, 'add', (context, values, { ideaId }) => addRevived(context, values, ideaId)),
    onSubmit(prepareForm, 'refine', (context, values, { itemId }) => saveChecks(context, itemId, values)),
    onSubmit(showAnyForm, 'read', (context, { thing }) => context.things.show(thing)),
    onSubmit(streamForm, 'read', (context, { streamId }) => showPart(context, streamId, 0)),
  ],
  shortcuts: [
    onShortcut({
      name: 'add_item',
      title: 'Add to a backlog',
      summary: say`Make {an item} of this message, with a link back to it.`,
      right: 'add',
      handle: ({ text, link }) => read((context: Read) => openAddForm(context, { title: firstLine(text), link })),
    }),
  ],
  things: [{ prefix: '', show: showItem, fromIdea: openRevivedForm }],
};

async function knownStream(context: Read | Write, streamId: string): Promise<StreamRow> {
  const stream = isId(streamId) ? await findStream(context.db, streamId) : null;
  if (!stream) throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Type /flow backlog.');
  return stream;
}

async function showPart(context: Read | Write, streamId: string, after: number): Promise<UpdateReply> {
  const stream = await knownStream(context, streamId);
  return update(backlogView(stream, await readBacklog(context.db, stream.id, after, PART), after, ownsOrder(context, stream.id)));
}

async function showBacklog(context: Read, typed: string): Promise<ReadReply> {
  const { stream, streams } = await streamOf(context);
  const key = typed === '' ? null : parseStreamKey(typed);
  const found = typed === '' ? (stream ?? streams[0]) : streams.find((one) => one.key === key);
  if (!found) {
    const known = (await listStreams(context.db)).map((one) => one.key);
    if (known.length === 0) throw new Refusal('not_found', say`There is no {value stream} yet.`, 'An admin adds one: /flow setup.');
    throw new Refusal('not_found', say`I don't know {a stream} “${shorten(typed)}”.`, `There are ${known.join(', ')}.`);
  }
  const others = streams.filter((one) => one.id !== found.id);
  // A few are one tap away, more are found by typing.
  const elsewhere =
    others.length > STREAMS_AS_BUTTONS
      ? [buttons(button(say`Another {stream} …`, chooseStream, {}))]
      : [buttons(...others.map((one) => button(`${one.key} · ${one.name}`, showMore, { streamId: one.id, after: 0 })))];
  const hint = typed === '' && stream === null && others.length > 0 ? elsewhere : [];
  return update([...(await backlogPart(context, found, 0)), ...hint]);
}

async function backlogPart(context: Read, stream: StreamRow, after: number): Promise<Block[]> {
  const part = await readBacklog(context.db, stream.id, after, PART);
  // Scores are explained where the stream keeps them; elsewhere the order needs no reasons.
  const ids = stream.policy.scored ? part.items.map((item) => item.id) : [];
  const ordered = ids.length > 0 ? await lastOrdered(context.db, ids) : undefined;
  return backlogView(stream, part, after, ownsOrder(context, stream.id), ordered);
}

async function showRefining(context: Read, after: number, of: { typed: string } | { id: string } | '' | undefined): Promise<UpdateReply> {
  if (of) {
    const one = 'id' in of ? await knownStream(context, of.id) : (await namedStream(context, of.typed)).stream;
    return update(refiningView(await readRefining(context.db, [one.id], after, PART), after, one.id));
  }
  const { stream, streams } = await streamOf(context);
  const ids = stream ? [stream.id] : (context.place.team?.streamIds ?? streams.map((one) => one.id));
  return update(refiningView(await readRefining(context.db, ids, after, PART), after, null));
}
