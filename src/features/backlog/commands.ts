import { paragraph } from '../../chat/block.ts';
import { command, type Feature, onAction, onForm } from '../../chat/feature.ts';
import { showForm } from '../../chat/form.ts';
import { read, write } from '../../chat/handler.ts';
import { type ReadReply, update, type WriteReply } from '../../chat/reply.ts';
import { anyText, optionalKey, shorten } from '../../chat/words.ts';
import { addItem } from '../../database/item-add.ts';
import { findItemByKey } from '../../database/items.ts';
import { findStream, listStreams, type StreamRow } from '../../database/streams.ts';
import type { ItemKind } from '../../model/item.ts';
import { parseStreamKey } from '../../model/key.ts';
import { Refusal } from '../../model/refusal.ts';
import { cleanLine, TITLE_LIMIT } from '../../model/text.ts';
import { type Access, changeOf, type Read, type Write } from '../access.ts';
import { unknownItem } from '../unknown.ts';
import { addForm, prepareForm, prepareItem, readyItem, showMore } from './contracts.ts';
import { openChecks, ready, saveChecks } from './refine.ts';
import { positionOf, readBacklog, readRefining, wasJustAdded } from './store.ts';
import { streamOf } from './stream-of.ts';
import { addedView, backlogView, itemView, refiningView } from './views.ts';

const PART = 10;

/** One ordered backlog per stream, and what makes an item ready (rows C1, C2, C3, C5). */
export const backlog: Feature<Access> = {
  name: 'backlog',
  commands: [
    command({
      name: 'add',
      group: 'backlog',
      first: true,
      summary: "Add an item at the end of a stream's backlog.",
      usage: '/flow add [STREAM] TITLE',
      right: 'add',
      words: anyText,
      handle: ({ text }) => (text === '' ? read(showAddForm) : write((context: Write) => addByWords(context, text))),
    }),
    command({
      name: 'backlog',
      group: 'backlog',
      first: true,
      summary: 'The order of a stream, from the top.',
      usage: '/flow backlog [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showBacklog(context, text)),
    }),
    command({
      name: 'ready',
      group: 'backlog',
      first: true,
      summary: 'Make an item ready to be pulled, or see what is not.',
      usage: '/flow ready [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => (key === undefined ? read(showRefining) : write((context: Write) => ready(context, { key }))),
    }),
    command({
      name: 'show',
      group: 'backlog',
      summary: 'Everything about an item. The key alone does the same.',
      usage: '/flow show KEY',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => showItem(context, key)),
    }),
  ],
  actions: [
    onAction(prepareItem, 'read', ({ itemId }) => read((context: Read) => openChecks(context, { id: itemId }))),
    onAction(readyItem, 'read', ({ itemId }) => write((context: Write) => ready(context, { id: itemId }))),
    onAction(showMore, 'read', ({ streamId, after }) =>
      read(async (context: Read) => {
        const stream = await findStream(context.db, streamId);
        if (!stream) throw new Refusal('not_found', 'That stream is no longer here.', 'Type /flow backlog.');
        return update(backlogView(stream, await readBacklog(context.db, stream.id, after, PART), after));
      }),
    ),
  ],
  forms: [
    onForm(addForm, 'add', ({ title, streamId, kind, purpose }) =>
      write(async (context: Write) => {
        const stream = await findStream(context.db, streamId);
        if (!stream) throw new Refusal('not_found', 'That stream is no longer here.', 'Pick another.');
        return add(context, stream, title, kind as ItemKind, purpose ?? null);
      }),
    ),
    onForm(prepareForm, 'read', (values, { itemId }) => write((context: Write) => saveChecks(context, itemId, values))),
  ],
};

async function showAddForm(context: Read): Promise<ReadReply> {
  const { stream, streams } = await streamOf(context);
  if (streams.length === 0) throw new Refusal('not_found', 'There is no value stream yet to add to.', 'An admin adds one: /flow setup.');
  const first = stream ?? streams[0];
  return showForm(
    addForm,
    {},
    {
      values: { kind: 'feature', ...(first ? { streamId: first.id } : {}) },
      options: { streamId: streams.map((one) => ({ value: one.id, text: `${one.key} · ${one.name}` })) },
    },
  );
}

async function addByWords(context: Write, text: string): Promise<WriteReply> {
  const { stream, streams } = await streamOf(context);
  const [first = ''] = text.split(/\s+/u);
  const key = parseStreamKey(first);
  const rest = text.slice(first.length).trim();
  // A first word in capitals that is a stream's key names the stream; anywhere else it is part of the title.
  const named = key !== null && rest !== '' && first.normalize('NFKC') === key ? streams.find((one) => one.key === key) : undefined;
  if (key !== null && rest === '' && first.normalize('NFKC') === key && streams.some((one) => one.key === key))
    throw new Refusal('invalid_input', `${key} is a stream; the title is missing.`, `Type /flow add ${key} and a few words.`);
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
  return add(context, target, title, 'feature', null);
}

async function add(context: Write, stream: StreamRow, title: string, kind: ItemKind, purpose: string | null): Promise<WriteReply> {
  const twin = await wasJustAdded(context.db, stream.id, context.asker.memberId, title, context.now);
  if (twin)
    throw new Refusal('conflict', `You added ${twin} with this title a moment ago.`, 'If it is a second one, give it another title.');
  const item = await addItem(context.db, { streamId: stream.id, streamKey: stream.key, title, kind, purpose }, changeOf(context));
  return update(addedView(item, item.rank === null ? 1 : await positionOf(context.db, { streamId: item.streamId, rank: item.rank })));
}

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
  return update([...backlogView(found, part, 0), ...hint]);
}

async function showRefining(context: Read): Promise<ReadReply> {
  const { stream, streams } = await streamOf(context);
  const ids = stream ? [stream.id] : (context.place.team?.streamIds ?? streams.map((one) => one.id));
  return update(refiningView(await readRefining(context.db, ids, PART)));
}

async function showItem(context: Read, key: string | undefined): Promise<ReadReply> {
  if (key === undefined) throw new Refusal('invalid_input', 'Which item?', 'Type /flow show PAY-12, or only /flow PAY-12.');
  const item = await findItemByKey(context.db, key);
  const stream = item && (await findStream(context.db, item.streamId));
  if (!item || !stream) throw unknownItem(key);
  const position = item.rank === null ? null : await positionOf(context.db, { streamId: item.streamId, rank: item.rank });
  return update(itemView(item, stream, position, context.now, context.organization.zone));
}
