import { command, type Feature, onShortcut } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read } from '../../kit/access.ts';
import { firstLine } from '../../kit/finding/first-line.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { decideAnew, decideForm, moreDecisions } from './contracts.ts';
import { decide, decideWith, openAnew, openDecide } from './decide.ts';
import { showDecision, showDecisions } from './show.ts';

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
    onRead(moreDecisions, 'read', (context, { words, after }) => showDecisions(context, words, after)),
    onRead(decideAnew, 'decide', (context, { key }) => openAnew(context, key)),
  ],
  forms: [onSubmit(decideForm, 'decide', (context, values) => decide(context, values))],
  shortcuts: [
    onShortcut({
      name: 'note_decision',
      title: 'Note a decision',
      summary: 'Write down what was settled here, with a link back to it.',
      right: 'decide',
      handle: ({ text, link }) => read(async () => decideWith({ choice: firstLine(text), link })),
    }),
  ],
  things: [{ prefix: 'D', show: showDecision }],
};
