import { command, type Feature } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import { cleanReason } from '../../../model/text/clean-reason.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { answer, openAnswer } from './answer.ts';
import { ask, openAsk } from './ask.ts';
import { answerForm, challenges as buttonsOf, challengeForm } from './contracts.ts';
import { challengeOnCard } from './on-card.ts';
import { PLAIN_QUESTION } from './plain-question.ts';

/** Asking the owner of a stream why an item is in its backlog (row D10). */
export const challenges: Feature<Access> = {
  name: 'challenges',
  commands: [
    command({
      name: 'challenge',
      group: 'backlog',
      summary: say`Ask {a stream}'s owner why {an item} is here: kept, changed or parked, with a reason.`,
      usage: '/flow challenge KEY [QUESTION]',
      right: 'challenge',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === ''
          ? read((context: Read) => openAsk(context, { key }))
          : write((context: Write) => ask(context, { key }, cleanReason(text, 'The question') || PLAIN_QUESTION)),
    }),
  ],
  actions: [
    onRead(buttonsOf.ask, 'challenge', (context, { itemId }) => openAsk(context, { id: itemId })),
    onRead(buttonsOf.answer, 'answerFor', (context, data) => openAnswer(context, data.challengeId, data.answer)),
  ],
  forms: [
    onSubmit(challengeForm, 'challenge', (context, { question }, { itemId }) => ask(context, { id: itemId }, question)),
    onSubmit(answerForm, 'answerFor', (context, { reason }, data) => answer(context, data.challengeId, data.answer, reason)),
  ],
  cards: [challengeOnCard],
};
