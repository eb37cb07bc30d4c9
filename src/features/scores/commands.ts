import { command, type Feature, onAction, onForm } from '../../chat/feature.ts';
import { read, write } from '../../chat/handler.ts';
import { optionalKey } from '../../chat/words.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Access, Read, Write } from '../access.ts';
import { scoreForm, scoreItem } from './contracts.ts';
import { openScore, saveScore } from './score.ts';

/** What an order may be reasoned with, in the streams that want it (row C4). */
export const scores: Feature<Access> = {
  name: 'scores',
  commands: [
    command({
      name: 'score',
      group: 'backlog',
      summary: 'Value, time criticality, risk or opportunity, and size of an item, where its stream keeps scores.',
      usage: '/flow score KEY',
      right: 'score',
      words: optionalKey,
      handle: ({ key }) => {
        if (key === undefined) throw new Refusal('invalid_input', 'Which item?', 'Type /flow score and its key.');
        return read((context: Read) => openScore(context, { key }));
      },
    }),
  ],
  actions: [onAction(scoreItem, 'score', ({ itemId }) => read((context: Read) => openScore(context, { id: itemId })))],
  forms: [onForm(scoreForm, 'score', (values, { itemId }) => write((context: Write) => saveScore(context, itemId, values)))],
};
