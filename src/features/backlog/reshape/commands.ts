import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { askMerge, askSplit, askTransfer, mergeForm, splitForm, transferForm } from './contracts.ts';
import { merge, openMerge } from './merge.ts';
import { reshapeOnCard } from './on-card.ts';
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
      summary: say`Make two or more {items} of one, in the backlog or while it is in progress.`,
      usage: '/flow split KEY',
      right: 'reshape',
      words: keyAndText,
      handle: ({ key, text }) => read((context: Read) => openSplit(context, { key }, text)),
    }),
    command({
      name: 'merge',
      group: 'backlog',
      summary: say`Make one {item} of two in the same backlog.`,
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
      summary: say`Move {an item} that nobody started to another {stream}. For the owner of the one it leaves.`,
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
    onRead(askSplit, 'reshape', (context, { itemId }) => openSplit(context, { id: itemId })),
    onRead(askMerge, 'reshape', (context, { itemId }) => openMerge(context, { id: itemId })),
    onRead(askTransfer, 'transfer', (context, { itemId }) => openTransfer(context, { id: itemId })),
  ],
  forms: [
    onSubmit(splitForm, 'reshape', (context, { titles }, { itemId, version }) => split(context, itemId, version, titles)),
    onSubmit(mergeForm, 'reshape', (context, { into }, { itemId }) => merge(context, { id: itemId }, { id: into })),
    onSubmit(transferForm, 'transfer', (context, { streamId }, { itemId }) => transfer(context, { id: itemId }, { id: streamId })),
  ],
  cards: [reshapeOnCard],
};
