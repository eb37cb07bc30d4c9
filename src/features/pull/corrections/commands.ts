import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { correctForm, correctItem } from './contracts.ts';
import { correct, openCorrect } from './correct.ts';
import { correctionOnCard } from './on-card.ts';

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
        if (key === undefined) throw new Refusal('invalid_input', say`Which {item}?`, 'Type /flow correct and its key.');
        return read((context: Read) => openCorrect(context, { key }));
      },
    }),
  ],
  actions: [onRead(correctItem, 'correct', (context, { itemId }) => openCorrect(context, { id: itemId }))],
  forms: [onSubmit(correctForm, 'correct', (context, values, data) => correct(context, data, values))],
  cards: [correctionOnCard],
};
