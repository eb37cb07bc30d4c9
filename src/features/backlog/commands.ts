import { paragraph } from '../../chat/block.ts';
import { command, type Feature, onAction, onForm, onShortcut } from '../../chat/feature.ts';
import { read, write } from '../../chat/handler.ts';
import { type ReadReply, update } from '../../chat/reply.ts';
import { anyText, optionalKey, shorten } from '../../chat/words.ts';
import { findStream, listStreams } from '../../database/streams.ts';
import { parseStreamKey } from '../../model/key.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Access, Read, Write } from '../access.ts';
import { firstLine } from '../anti-backlog/typed.ts';
import { ownsOrder } from '../order/owns-order.ts';
import { showThing } from '../show-thing.ts';
import { addByForm, addByWords, addHeld, openAddForm } from './add.ts';
import { addAnyway, addForm, prepareForm, prepareItem, readyItem, showMore } from './contracts.ts';
import { openChecks, ready, saveChecks } from './refine.ts';
import { readBacklog, readRefining } from './store.ts';
import { streamOf } from './stream-of.ts';
import { backlogView, refiningView } from './views.ts';

const PART = 10;

/** One ordered backlog per stream, and what makes an item ready (rows C1, C2, C3, C5). */
export const backlog: Feature<Access> = {
  name: 'backlog',
  commands: [
    command({
      name: 'add',
      group: 'backlog',
      summary: "Add an item at the end of a stream's backlog.",
      usage: '/flow add [STREAM] TITLE',
      right: 'add',
      words: anyText,
      handle: ({ text }) =>
        text === '' ? read((context: Read) => openAddForm(context)) : write((context: Write) => addByWords(context, text)),
    }),
    command({
      name: 'backlog',
      group: 'backlog',
      summary: 'The order of a stream, from the top.',
      usage: '/flow backlog [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showBacklog(context, text)),
    }),
    command({
      name: 'ready',
      group: 'backlog',
      summary: 'Make an item ready to be pulled, or see what is not.',
      usage: '/flow ready [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => (key === undefined ? read(showRefining) : write((context: Write) => ready(context, { key }))),
    }),
    command({
      name: 'show',
      group: 'backlog',
      summary: 'Everything about an item, an epic or a parked idea. The key alone does the same.',
      usage: '/flow show KEY',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => show(context, key)),
    }),
  ],
  actions: [
    onAction(addAnyway, 'add', ({ heldId }) => write((context: Write) => addHeld(context, heldId))),
    onAction(prepareItem, 'read', ({ itemId }) => read((context: Read) => openChecks(context, { id: itemId }))),
    onAction(readyItem, 'read', ({ itemId }) => write((context: Write) => ready(context, { id: itemId }))),
    onAction(showMore, 'read', ({ streamId, after }) =>
      read(async (context: Read) => {
        const stream = await findStream(context.db, streamId);
        if (!stream) throw new Refusal('not_found', 'That stream is no longer here.', 'Type /flow backlog.');
        return update(backlogView(stream, await readBacklog(context.db, stream.id, after, PART), after, ownsOrder(context, stream.id)));
      }),
    ),
  ],
  forms: [
    onForm(addForm, 'add', (values, { link }) => write((context: Write) => addByForm(context, values, link))),
    onForm(prepareForm, 'read', (values, { itemId }) => write((context: Write) => saveChecks(context, itemId, values))),
  ],
  shortcuts: [
    onShortcut({
      name: 'add_item',
      title: 'Add to a backlog',
      summary: 'Make an item of this message, with a link back to it.',
      right: 'add',
      handle: ({ text, link }) => read((context: Read) => openAddForm(context, { title: firstLine(text), link })),
    }),
  ],
};

async function showBacklog(context: Read, typed: string): Promise<ReadReply> {
  const { stream, streams } = await streamOf(context);
  const key = typed === '' ? null : parseStreamKey(typed);
  const found = typed === '' ? (stream ?? streams[0]) : streams.find((one) => one.key === key);
  if (!found) {
    const known = (await listStreams(context.db)).map((one) => one.key);
    if (known.length === 0) throw new Refusal('not_found', 'There is no value stream yet.', 'An admin adds one: /flow setup.');
    throw new Refusal('not_found', `I don't know a stream “${shorten(typed)}”.`, `There are ${known.join(', ')}.`);
  }
  const part = await readBacklog(context.db, found.id, 0, PART);
  const others = streams.filter((one) => one.id !== found.id);
  const hint =
    typed === '' && stream === null && others.length > 0 ? [paragraph(`Other streams: ${others.map((one) => one.key).join(', ')}.`)] : [];
  return update([...backlogView(found, part, 0, ownsOrder(context, found.id)), ...hint]);
}

async function showRefining(context: Read): Promise<ReadReply> {
  const { stream, streams } = await streamOf(context);
  const ids = stream ? [stream.id] : (context.place.team?.streamIds ?? streams.map((one) => one.id));
  return update(refiningView(await readRefining(context.db, ids, PART)));
}

async function show(context: Read, key: string | undefined): Promise<ReadReply> {
  if (key === undefined) throw new Refusal('invalid_input', 'Which one?', 'Type /flow show PAY-12, or only /flow PAY-12.');
  return showThing(context, key);
}
