import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { type Handler, read, write } from '../../../chat/handler.ts';
import { update } from '../../../chat/reply.ts';
import { anyText, shorten } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { howToImport, listForm, pasteList, trySamples } from '../../kit/offers/fill.ts';
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
    onAction(pasteList, 'add', ({ streamId }) => read((context: Read) => openList(context, streamId))),
    onAction(trySamples, 'add', ({ streamId }) => write((context: Write) => addSamples(context, streamId))),
    onAction(howToImport, 'read', () => read(async () => update(importHow()))),
  ],
  forms: [onForm(listForm, 'add', ({ titles, streamId }) => write((context: Write) => saveList(context, titles, streamId)))],
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
