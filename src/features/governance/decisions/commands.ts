import { command, type Feature, onAction, onForm, onShortcut } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import { firstLine } from '../../anti-backlog/park/typed.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { decideAnew, decideForm, moreDecisions } from './contracts.ts';
import { decide, decideWith, openAnew, openDecide } from './decide.ts';
import { showDecisions } from './show.ts';

/** The decision log (row K3). */
export const decisions: Feature<Access> = {
  name: 'decisions',
  commands: [
    command({
      name: 'decide',
      group: 'strategy',
      summary: 'Note a decision: question, choice, reason.',
      usage: '/flow decide [KEY] [QUESTION]',
      right: 'decide',
      words: anyText,
      handle: ({ text }) => read((context: Read) => openDecide(context, text)),
    }),
    command({
      name: 'decisions',
      group: 'strategy',
      summary: 'What was decided and why, newest first; with words, what holds them.',
      usage: '/flow decisions [WORDS]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showDecisions(context, text, 0)),
    }),
  ],
  actions: [
    onAction(moreDecisions, 'read', ({ words, after }) => read((context: Read) => showDecisions(context, words, after))),
    onAction(decideAnew, 'decide', ({ key }) => read((context: Read) => openAnew(context, key))),
  ],
  forms: [onForm(decideForm, 'decide', (values) => write((context: Write) => decide(context, values)))],
  shortcuts: [
    onShortcut({
      name: 'note_decision',
      title: 'Note a decision',
      summary: 'Write down what was settled here, with a link back to it.',
      right: 'decide',
      handle: ({ text, link }) => read(async () => decideWith({ choice: firstLine(text), link })),
    }),
  ],
};
