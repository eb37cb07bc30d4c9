import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { optionalKey } from '../../../chat/words.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read } from '../../kit/access.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { showSet } from '../../portfolio/scoring/score.ts';
import { scoreForm, scoreItem } from './contracts.ts';
import { scoreOnCard } from './on-card.ts';
import { openScore, saveScore } from './score.ts';

/** What an order may be reasoned with, in the streams that want it (row C4). */
export const scores: Feature<Access> = {
  name: 'scores',
  commands: [
    command({
      name: 'score',
      group: 'backlog',
      also: ['scoreEpics'],
      summary: say`Value, time criticality, risk or opportunity, and size: of {an item}, {an epic}, or all {epics} that wait for a decision.`,
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
            say`Which {item} or {epic}?`,
            'Type /flow score and its key, or /flow score epics for all that wait.',
          );
        return read((context: Read) => context.things.ask('score', key) ?? openScore(context, { key }));
      },
    }),
  ],
  actions: [onRead(scoreItem, 'score', (context, { itemId }) => openScore(context, { id: itemId }))],
  forms: [onSubmit(scoreForm, 'score', (context, values, { itemId }) => saveScore(context, itemId, values))],
  things: [{ prefix: '', asks: { score: (context, key) => openScore(context, { key }) } }],
  cards: [scoreOnCard],
};
