import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { type UpdateReply, update } from '../../../chat/reply.ts';
import { anyText, keyAndText } from '../../../chat/words.ts';
import { listTags } from '../../../database/items/tags.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
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
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { governs } from '../../kit/rights/require-govern.ts';
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
      summary: say`The journeys and services of {a stream}, and how much work has each.`,
      usage: '/flow tags [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read(async (context: Read) => showTags(context, (await namedStream(context, text)).stream, 0)),
    }),
    command({
      name: 'tag',
      group: 'backlog',
      summary: say`Say where {an item} sits in the value flow, in words of its {stream}.`,
      usage: '/flow tag KEY [TAGS]',
      right: 'reshape',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === '' ? read((context: Read) => openItemTags(context, { key })) : write((context: Write) => tagByWords(context, key, text)),
    }),
  ],
  actions: [
    onRead(openTagging, 'reshape', (context, { itemId }) => openItemTags(context, { id: itemId })),
    onRead(moreTags, 'read', async (context, { streamId, after }) => {
      const stream = await findStream(context.db, streamId);
      if (!stream) throw goneStream();
      return showTags(context, stream, after);
    }),
    onRead(newTag, 'govern', (context, { streamId, name }) => openNewTag(context, streamId, name)),
    onRead(openTag, 'read', async (context, { tagId }) => {
      const { tag, stream } = await loadTag(context, tagId);
      return update(tagView(stream, tag, governs(context, stream.id)));
    }),
    onRead(editTag, 'govern', (context, { tagId }) => openEditTag(context, tagId)),
    onRead(askMerge, 'govern', (context, { tagId }) => openMerge(context, tagId)),
    onWrite(removeTag, 'govern', (context, { tagId }) => dropTag(context, tagId)),
  ],
  forms: [
    onSubmit(newTagForm, 'govern', (context, values, { streamId }) => createTag(context, streamId, values)),
    onSubmit(editTagForm, 'govern', (context, values, { tagId, was }) => saveTag(context, tagId, was, values)),
    onSubmit(mergeForm, 'govern', (context, { into, reason }, { tagId }) => merge(context, tagId, into, reason)),
    onSubmit(taggingForm, 'reshape', (context, values, { itemId, was }) => saveItemTags(context, itemId, was, values.tags)),
  ],
};

async function showTags(context: Read, stream: StreamRow, after: number): Promise<UpdateReply> {
  return update(tagsView(stream, await listTags(context.db, stream.id), after, governs(context, stream.id)));
}
