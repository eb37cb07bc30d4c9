import { type Block, button, buttons, note, paragraph } from '../../../chat/block.ts';
import { capital } from '../../../model/text/capital.ts';
import { openButton, openByKey } from '../../kit/buttons/open-button.ts';
import { onDay, quoted, type Today } from '../../kit/words/idea-words.ts';
import { named } from '../../kit/words/item-words.ts';
import { type ChallengeAnswer, challenges } from './contracts.ts';
import type { ChallengeRow } from './store.ts';

type Thing = { readonly id: string; readonly key: string; readonly title: string };

/** What an answer says of the item. */
export const ANSWER_WORDS: Readonly<Record<ChallengeAnswer, string>> = { keep: 'it stays', change: 'it changes', park: 'it is parked' };

function answerButtons(challengeId: string, item: Thing): Block {
  const to = (label: string, answer: ChallengeAnswer) =>
    button(label, challenges.answer, { challengeId, answer }, { hint: `${label}: ${item.key}` });
  return buttons(to('Keep it', 'keep'), to('Change it', 'change'), to('Park it', 'park'), openButton(item.key));
}

/** The message to the owner. */
export function askedOwner(challenge: ChallengeRow, item: Thing): Block[] {
  return [
    paragraph(`${challenge.askedBy} asks about `, ...named(item), `: ${challenge.question}`),
    note('A question, not a verdict. The answer goes into the decision log.'),
    answerButtons(challenge.id, item),
  ];
}

/** The message to whoever asked. */
export function answeredAsker(
  item: Thing,
  challenge: Pick<ChallengeRow, 'question'>,
  answer: ChallengeAnswer,
  reason: string,
  by: string,
): Block[] {
  return [
    paragraph(`${by} answered your question about `, ...named(item), `: ${challenge.question}`),
    paragraph(`${capital(ANSWER_WORDS[answer])}. ${quoted(reason)}`),
    buttons(openByKey(item.key)),
  ];
}

/** On the card: the open question, and for whoever may answer it, the answers. */
export function openChallenge(challenge: ChallengeRow, item: Thing, mayAnswer: boolean, today: Today): Block[] {
  return [
    paragraph(`Asked on ${onDay(challenge.askedAt, today)} by ${challenge.askedBy}: ${challenge.question}`),
    ...(mayAnswer ? [answerButtons(challenge.id, item)] : [note('Its owner answers: keep, change or park.')]),
  ];
}
