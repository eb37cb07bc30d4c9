import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { correctForm, correctItem } from './contracts.ts';
import { correct, openCorrect } from './correct.ts';

/** Starts and finishes that were forgotten, corrected with a reason (row X4). */
export const corrections: Feature<Access> = {
  name: 'corrections',
  commands: [
    command({
      name: 'correct',
      group: 'pull',
      summary: 'Correct a start or finish that was noted wrongly, with the reason.',
      usage: '/flow correct KEY',
      right: 'correct',
      words: optionalKey,
      handle: ({ key }) => {
        if (key === undefined) throw new Refusal('invalid_input', 'Which item?', 'Type /flow correct and its key.');
        return read((context: Read) => openCorrect(context, { key }));
      },
    }),
  ],
  actions: [onAction(correctItem, 'correct', ({ itemId }) => read((context: Read) => openCorrect(context, { id: itemId })))],
  forms: [onForm(correctForm, 'correct', (values, data) => write((context: Write) => correct(context, data, values)))],
};
