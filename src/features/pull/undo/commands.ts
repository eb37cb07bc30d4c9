import { command, type Feature } from '../../../chat/feature.ts';
import { write } from '../../../chat/handler.ts';
import { noWords } from '../../../chat/words.ts';
import type { Access, Write } from '../../kit/access.ts';
import { takeActBack } from '../../kit/offers/undo.ts';
import { onWrite } from '../../kit/on.ts';
import { takeBack, takeLastBack } from './take-back.ts';

/** Ten minutes to take back what one did oneself (row X4). */
export const undo: Feature<Access> = {
  name: 'undo',
  commands: [
    command({
      name: 'undo',
      group: 'pull',
      summary: 'Take back what you did last, within ten minutes.',
      usage: '/flow undo',
      right: 'read',
      words: noWords,
      handle: () => write((context: Write) => takeLastBack(context)),
    }),
  ],
  actions: [onWrite(takeActBack, 'read', (context, { itemId, of }) => takeBack(context, itemId, of))],
  forms: [],
};
