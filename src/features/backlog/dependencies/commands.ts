import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { dependencies as buttonsOf, needsForm } from './contracts.ts';
import { need, needByForm, needNoLonger, openNeeds } from './needs.ts';
import { needsOnCard } from './on-card.ts';
import { moreDependencies, showDependencies } from './show.ts';
import { needsWords } from './words.ts';

/** What waits for what, in a stream and across streams (row C27). */
export const dependencies: Feature<Access> = {
  name: 'dependencies',
  commands: [
    command({
      name: 'needs',
      group: 'backlog',
      summary: say`Say that {an item} needs another done first, or (with “not”) no longer does.`,
      usage: '/flow needs KEY [not] OTHER [WHAT FOR]',
      right: 'reshape',
      words: needsWords,
      handle: ({ key, other, reason, no }) => {
        if (other === undefined) return read((context: Read) => openNeeds(context, { key }));
        if (no) return write((context: Write) => needNoLonger(context, { key }, { key: other }));
        return write((context: Write) => need(context, { key }, { key: other }, reason === '' ? null : reason));
      },
    }),
    command({
      name: 'dependencies',
      group: 'backlog',
      summary: 'What waits for what, how much of the work does, and whether that gets less.',
      usage: '/flow dependencies [STREAM]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showDependencies(context, text)),
    }),
  ],
  actions: [
    onRead(buttonsOf.ask, 'reshape', (context, { itemId }) => openNeeds(context, { id: itemId })),
    onWrite(buttonsOf.remove, 'reshape', (context, { itemId, needsId }) => needNoLonger(context, { id: itemId }, { id: needsId })),
    onRead(buttonsOf.more, 'read', (context, { streamId, after }) => moreDependencies(context, streamId, after)),
  ],
  forms: [onSubmit(needsForm, 'reshape', (context, values, { itemId }) => needByForm(context, itemId, values))],
  cards: [needsOnCard],
};
