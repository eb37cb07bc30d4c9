import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { askMerge, askSplit, askTransfer, mergeForm, splitForm, transferForm } from './contracts.ts';
import { merge, openMerge } from './merge.ts';
import { openSplit, split } from './split.ts';
import { openTransfer, transfer } from './transfer.ts';
import { mergeWords } from './words.ts';

/** Items in another shape: split, merged, in another stream; where they come from stays known (rows D2, C12). */
export const reshape: Feature<Access> = {
  name: 'reshape',
  commands: [
    command({
      name: 'split',
      group: 'backlog',
      summary: 'Make two or more items of one, in the backlog or while it is in progress.',
      usage: '/flow split KEY',
      right: 'reshape',
      words: keyAndText,
      handle: ({ key, text }) => read((context: Read) => openSplit(context, { key }, text)),
    }),
    command({
      name: 'merge',
      group: 'backlog',
      summary: 'Make one item of two in the same backlog.',
      usage: '/flow merge KEY into KEY',
      right: 'reshape',
      words: mergeWords,
      handle: ({ key, into }) =>
        into === undefined
          ? read((context: Read) => openMerge(context, { key }))
          : write((context: Write) => merge(context, { key }, { key: into })),
    }),
    command({
      name: 'transfer',
      group: 'backlog',
      summary: 'Move an item that nobody started to another stream. For the owner of the one it leaves.',
      usage: '/flow transfer KEY STREAM',
      right: 'transfer',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === ''
          ? read((context: Read) => openTransfer(context, { key }))
          : write((context: Write) => transfer(context, { key }, { key: text.replace(/^to\s+/iu, '') })),
    }),
  ],
  actions: [
    onAction(askSplit, 'reshape', ({ itemId }) => read((context: Read) => openSplit(context, { id: itemId }))),
    onAction(askMerge, 'reshape', ({ itemId }) => read((context: Read) => openMerge(context, { id: itemId }))),
    onAction(askTransfer, 'transfer', ({ itemId }) => read((context: Read) => openTransfer(context, { id: itemId }))),
  ],
  forms: [
    onForm(splitForm, 'reshape', ({ titles }, { itemId, version }) => write((context: Write) => split(context, itemId, version, titles))),
    onForm(mergeForm, 'reshape', ({ into }, { itemId }) => write((context: Write) => merge(context, { id: itemId }, { id: into }))),
    onForm(transferForm, 'transfer', ({ streamId }, { itemId }) =>
      write((context: Write) => transfer(context, { id: itemId }, { id: streamId })),
    ),
  ],
};
