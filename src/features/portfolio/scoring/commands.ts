import { type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { scoreColumn, scoreEpic, scoreEpicForm, scorePart } from '../../kit/offers/epic-scores.ts';
import { givePart, openEpicScore, saveEpicScore, showColumn } from './score.ts';

/** Scores of epics, one column at a time (row B4). The command is `score`, which items have, too. */
export const epicScores: Feature<Access> = {
  name: 'epic-scores',
  commands: [],
  actions: [
    onAction(scoreEpic, 'scoreEpics', ({ epicId }) => read((context: Read) => openEpicScore(context, { id: epicId }))),
    onAction(scoreColumn, 'scoreEpics', (column) => read((context: Read) => showColumn(context, column))),
    onAction(scorePart, 'scoreEpics', (given) => write((context: Write) => givePart(context, given))),
  ],
  forms: [onForm(scoreEpicForm, 'scoreEpics', (values, data) => write((context: Write) => saveEpicScore(context, values, data)))],
};
