import { type Command, command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read } from '../../kit/access.ts';
import { who as answer } from './who.ts';

/** Who may do what, told from the table that the handlers ask, and who that is here (row K4). */
export function who(all: () => readonly Command<Access>[]): Feature<Access> {
  return {
    name: 'who',
    commands: [
      command({
        name: 'who',
        group: 'organization',
        summary: 'Who may do what, and who that is here.',
        usage: '/flow who [WORD]',
        right: 'read',
        words: anyText,
        handle: ({ text }) => read((context: Read) => answer(context, all(), text)),
      }),
    ],
    actions: [],
    forms: [],
  };
}
