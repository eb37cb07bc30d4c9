import { command, type Feature, onAction, onForm } from '../../../chat/feature.ts';
import { read, write } from '../../../chat/handler.ts';
import { keyAndText } from '../../../chat/words.ts';
import { cleanLine, REASON_LIMIT } from '../../../model/text/text.ts';
import type { Access, Read, Write } from '../../kit/access.ts';
import { answer, openAnswer } from './answer.ts';
import { ask, openAsk } from './ask.ts';
import { answerForm, challenges as buttonsOf, challengeForm } from './contracts.ts';
import { PLAIN_QUESTION } from './plain-question.ts';

/** Asking the owner of a stream why an item is in its backlog (row D10). */
export const challenges: Feature<Access> = {
  name: 'challenges',
  commands: [
    command({
      name: 'challenge',
      group: 'backlog',
      summary: "Ask a stream's owner why an item is here: kept, changed or parked, with a reason.",
      usage: '/flow challenge KEY [QUESTION]',
      right: 'challenge',
      words: keyAndText,
      handle: ({ key, text }) =>
        text === ''
          ? read((context: Read) => openAsk(context, { key }))
          : write((context: Write) => ask(context, { key }, cleanLine(text, REASON_LIMIT, 'The question') || PLAIN_QUESTION)),
    }),
  ],
  actions: [
    onAction(buttonsOf.ask, 'challenge', ({ itemId }) => read((context: Read) => openAsk(context, { id: itemId }))),
    onAction(buttonsOf.answer, 'answerFor', (data) => read((context: Read) => openAnswer(context, data.challengeId, data.answer))),
  ],
  forms: [
    onForm(challengeForm, 'challenge', ({ question }, { itemId }) => write((context: Write) => ask(context, { id: itemId }, question))),
    onForm(answerForm, 'answerFor', ({ reason }, data) =>
      write((context: Write) => answer(context, data.challengeId, data.answer, reason)),
    ),
  ],
};
