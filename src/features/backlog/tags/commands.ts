import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { anyText, keyAndText } from '../../../chat/words.ts';
import { listTags } from '../../../database/items/tags.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { namedStream } from '../../kit/finding/named-stream.ts';
import {
  askMerge,
  editTag,
  editTagForm,
  mergeForm,
  moreTags,
  newTag,
  newTagForm,
  openTag,
  openTagging,
  removeTag,
  taggingForm,
} from '../../kit/offers/tags.ts';
import { goneStream, governs } from '../../kit/rights/require-govern.ts';
import { createTag, dropTag, merge, saveTag } from './keep-list.ts';
import { loadTag } from './load.ts';
import { openEditTag, openMerge, openNewTag } from './open-forms.ts';
import { openItemTags, saveItemTags, tagByWords } from './tag-item.ts';
import { tagsView, tagView } from './views.ts';

/** Where work sits in the value flow: a controlled list of journeys and services per stream (rows C10, C14). */
export const tags: Feature<Access> = {
  name: 'tags',
  commands: [
    command({
      name: 'tags',
      also: ['govern'],
      group: 'backlog',
      summary: 'The journeys and services of a stream, and how much work has each.',
      usage: '/flow tags [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => showTags(context, (await namedStream(context, text)).stream, 0)),
    }),
    command({
      name: 'tag',
      group: 'backlog',
      summary: 'Say where an item sits in the value flow, in words of its stream.',
      usage: '/flow tag KEY [TAGS]',
      right: 'reshape',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === '' ? read((context: Read) => openItemTags(context, { key })) : write((context: Write) => tagByWords(context, key, text)),
    }),
  ],
  actions: [
    onAction(openTagging, 'reshape', ({ itemId }) => read((context: Read) => openItemTags(context, { id: itemId }))),
    onAction(moreTags, 'read', ({ streamId, after }) =>
      read(async (context: Read) => {
        const stream = await findStream(context.db, streamId);
        if (!stream) throw goneStream();
        return showTags(context, stream, after);
      }),
    ),
    onAction(newTag, 'govern', ({ streamId, name }) => read((context: Read) => openNewTag(context, streamId, name))),
    onAction(openTag, 'read', ({ tagId }) =>
      read(async (context: Read) => {
        const { tag, stream } = await loadTag(context, tagId);
        return update(tagView(stream, tag, governs(context, stream.id)));
      }),
    ),
    onAction(editTag, 'govern', ({ tagId }) => read((context: Read) => openEditTag(context, tagId))),
    onAction(askMerge, 'govern', ({ tagId }) => read((context: Read) => openMerge(context, tagId))),
    onAction(removeTag, 'govern', ({ tagId }) => write((context: Write) => dropTag(context, tagId))),
  ],
  forms: [
    onForm(newTagForm, 'govern', (values, { streamId }) => write((context: Write) => createTag(context, streamId, values))),
    onForm(editTagForm, 'govern', (values, { tagId, was }) => write((context: Write) => saveTag(context, tagId, was, values))),
    onForm(mergeForm, 'govern', ({ into, reason }, { tagId }) => write((context: Write) => merge(context, tagId, into, reason))),
    onForm(taggingForm, 'reshape', (values, { itemId, was }) => write((context: Write) => saveItemTags(context, itemId, was, values.tags))),
  ],
};

async function showTags(context: Read, stream: StreamRow, after: number): Promise<UpdateReply> {
  return update(tagsView(stream, await listTags(context.db, stream.id), after, governs(context, stream.id)));
}
