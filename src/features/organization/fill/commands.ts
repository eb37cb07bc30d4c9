import { command, type Feature } from '../../../chat/feature.ts';
import { type Handler, read, write } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { anyText, shorten } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { howToImport, listForm, pasteList, trySamples } from '../../kit/offers/fill.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { openList, saveList } from './paste.ts';
import { addSamples } from './samples.ts';
import { importHow, waysIn } from './views.ts';

/** The first items of a backlog: a pasted list, an export, samples. */
export const fill: Feature<Access> = {
  name: 'fill',
  commands: [
    command({
      name: 'import',
      group: 'backlog',
      summary: 'Fill a backlog: a list of titles, samples to try, or an export.',
      usage: '/flow import [WHAT]',
      right: 'add',
      words: anyText,
      handle: ({ text }) => handleWord(text.normalize('NFKC').toLowerCase()),
    }),
  ],
  actions: [
    onRead(pasteList, 'add', (context, { streamId }) => openList(context, streamId)),
    onWrite(trySamples, 'add', (context, { streamId }) => addSamples(context, streamId)),
    onRead(howToImport, 'read', async () => update(importHow())),
  ],
  forms: [onSubmit(listForm, 'add', (context, { titles, streamId }) => saveList(context, titles, streamId))],
};

function handleWord(word: string): Handler<Access> {
  switch (word) {
    case '':
      return read<Access>(async () => update(waysIn()));
    case 'list':
    case 'paste':
      return read((context: Read) => openList(context, undefined));
    case 'sample':
    case 'samples':
      return write((context: Write) => addSamples(context, undefined));
    case 'jira':
    case 'file':
      return read<Access>(async () => update(importHow()));
    default:
      throw new Refusal(
        'invalid_input',
        `I don't know how to import “${shorten(word)}”.`,
        'Type /flow import list, or /flow import samples.',
      );
  }
}
