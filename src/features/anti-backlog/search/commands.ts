import { command, type Feature } from '../../../chat/feature.ts';
import { read } from '../../../chat/handler.ts';
import { anyText } from '../../../chat/words.ts';
import type { Access, Read } from '../../kit/access.ts';
import { lookAt } from '../../kit/offers/likeness.ts';
import { moreParked } from '../../kit/offers/parking.ts';
import { onRead } from '../../kit/on.ts';
import { showIdea, showParked } from '../ideas/show.ts';
import { lookBeneath } from './look-beneath.ts';

/** The anti-backlog to look through, and its cards. */
export const search: Feature<Access> = {
  name: 'search',
  commands: [
    command({
      name: 'parked',
      group: 'anti-backlog',
      summary: 'What was parked and why; with words, what is like them.',
      usage: '/flow parked [WORDS]',
      right: 'read',
      words: anyText,
      handle: ({ text }) => read((context: Read) => showParked(context, text, 0)),
    }),
  ],
  actions: [
    onRead(moreParked, 'read', (context, { words, after }) => showParked(context, words, after)),
    onRead(lookAt, 'read', (context, { key }) => lookBeneath(context, key)),
  ],
  forms: [],
  things: [{ prefix: 'I', show: showIdea }],
};
