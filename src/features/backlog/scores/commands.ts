import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { parseKey } from '../../../model/item/key.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { openEpicScore, showSet } from '../../portfolio/scoring/score.ts';
import { scoreForm, scoreItem } from './contracts.ts';
import { openScore, saveScore } from './score.ts';

/** What an order may be reasoned with, in the streams that want it (row C4). */
export const scores: Feature<Access> = {
  name: 'scores',
  commands: [
    command({
      name: 'score',
      group: 'backlog',
      also: ['scoreEpics'],
      summary: 'Value, time criticality, risk or opportunity, and size: of an item, an epic, or all epics that wait for a decision.',
      usage: '/flow score [KEY or epics]',
      right: 'score',
      words: (words, usage) =>
        words.text.toLowerCase() === 'epics' ? ({ epics: true } as const) : { epics: false, ...optionalKey(words, usage) },
      handle: (what) => {
        if (what.epics) return read(showSet);
        const { key } = what;
        if (key === undefined)
          throw new Refusal(
            'invalid_input',
            'Which item or epic?',
            'Type /flow score and its key, or /flow score epics for all that wait.',
          );
        return read((context: Read) => (parseKey(key)?.prefix === 'E' ? openEpicScore(context, { key }) : openScore(context, { key })));
      },
    }),
  ],
  actions: [onAction(scoreItem, 'score', ({ itemId }) => read((context: Read) => openScore(context, { id: itemId })))],
  forms: [onForm(scoreForm, 'score', (values, { itemId }) => write((context: Write) => saveScore(context, itemId, values)))],
};
