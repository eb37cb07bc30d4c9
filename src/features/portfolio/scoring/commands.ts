import type { Feature } from '../../../chat/feature.ts';
import type { Access } from '../../kit/access.ts';
import { scoreColumn, scoreEpic, scoreEpicForm, scorePart } from '../../kit/offers/epic-scores.ts';
import { onRead, onSubmit, onWrite } from '../../kit/on.ts';
import { scoreOnCard } from './on-card.ts';
import { givePart, openEpicScore, saveEpicScore, showColumn } from './score.ts';

/** Scores of epics, one column at a time (row B4). The command is `score`, which items have, too. */
export const scoring: Feature<Access> = {
  name: 'epic-scores',
  commands: [],
  actions: [
    onRead(scoreEpic, 'scoreEpics', (context, { epicId }) => openEpicScore(context, { id: epicId })),
    onRead(scoreColumn, 'scoreEpics', (context, column) => showColumn(context, column)),
    onWrite(scorePart, 'scoreEpics', (context, given) => givePart(context, given)),
  ],
  forms: [onSubmit(scoreEpicForm, 'scoreEpics', (context, values, data) => saveEpicScore(context, values, data))],
  cards: [scoreOnCard],
  things: [{ prefix: 'E', asks: { score: (context, key) => openEpicScore(context, { key }) } }],
};
