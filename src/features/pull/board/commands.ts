import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { noWords } from '../../../chat/words.ts';
import type { Access } from '../../kit/access.ts';
import { showBoard } from './board.ts';

/** What is in progress. */
export const board: Feature<Access> = {
  name: 'board',
  commands: [
    command({
      name: 'board',
      group: 'pull',
      summary: 'What is in progress, stage by stage.',
      usage: '/flow board',
      right: 'read',
      words: noWords,
      handle: () => read(showBoard),
    }),
  ],
  actions: [],
  forms: [],
};
