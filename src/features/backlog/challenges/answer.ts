import { button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { type Notice, update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { lockStreamOfItem, type StreamLock } from '../../../database/items/stream-locks.ts';
import { placeOfPerson } from '../../../database/organization/places.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { parkAnswered } from '../../anti-backlog/park/park.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { prepareItem } from '../../kit/offers/items.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { named } from '../../kit/words/item-words.ts';
import { answerForm, type ChallengeAnswer } from './contracts.ts';
import { type ChallengeRow, closeChallenge, findChallenge } from './store.ts';
import { ANSWER_WORDS, answeredAsker } from './views.ts';

/** A button of an answer: asks for its reason. */
export async function openAnswer(context: Read, id: string, answer: ChallengeAnswer): Promise<FormReply> {
  const { challenge, item } = await answerable(context, id);
  return showForm(
    answerForm,
    { challengeId: id, answer },
    {
      intro: [
        paragraph(`${challenge.askedBy} asks about `, ...named(item), `: ${challenge.question}`),
        paragraph(`Your answer: ${ANSWER_WORDS[answer]}.`),
      ],
    },
  );
}

/** Ends a challenge in keep, change or park with a reason, which is a decision (row D10). */
export async function answer(context: Write, id: string, how: ChallengeAnswer, reason: string): Promise<WriteReply> {
  const seen = await findChallenge(context.db, id);
  const lock = seen && (await lockStreamOfItem(context.db, { id: seen.itemId }));
  const { challenge, item } = await answerable(context, id);
  if (!lock) throw unknownChallenge();
  if (how === 'park' && (item.state === 'done' || item.state === 'parked'))
    throw new Refusal('conflict', `${item.key} is ${item.state} by now, so there is nothing left to park.`, 'Answer with keep or change.');
  await closeChallenge(context.db, id, how, reason, changeOf(context));
  const parked = how === 'park' ? await park(context, lock, item, reason) : null;
  await writeDecision(
    context.db,
    {
      act: 'challenge',
      subject: { type: 'item', id: item.id },
      question: `${item.key} · ${item.title}: ${challenge.question}`,
      choice: `${capital(ANSWER_WORDS[how])}${parked ? `, as ${parked.key}` : ''}.`,
      reason,
    },
    changeOf(context),
  );
  const asker = await placeOfPerson(context.db, challenge.askedById, context.place.platform);
  const blocks = answeredAsker(item, challenge, how, reason, context.asker.name);
  const told: Notice[] =
    asker && challenge.askedById !== context.asker.memberId
      ? [{ place: asker, subject: `challenge:${id}:answer`, mode: 'post', blocks }]
      : [];
  return update(
    [
      paragraph('Answered: ', ...named(item), `, ${ANSWER_WORDS[how]}${parked ? `, as ${parked.key}` : ''}.`),
      buttons(
        how === 'change' &&
          (item.state === 'refining' || item.state === 'ready') &&
          button('Edit', prepareItem, { itemId: item.id }, { style: 'primary', hint: `Edit ${item.key}` }),
        openByKey(item.key),
      ),
    ],
    { announcements: [...told, ...(parked?.told ?? [])] },
  );
}

async function park(context: Write, lock: StreamLock, item: ItemRow, reason: string) {
  const { idea, told } = await parkAnswered(context, lock, item, reason);
  return { key: idea.key, told };
}

function unknownChallenge(): Refusal {
  return new Refusal('not_found', "I don't know that question.", say`Type the key of its {item} to see where it stands.`);
}

async function answerable(context: Read | Write, id: string): Promise<{ readonly challenge: ChallengeRow; readonly item: ItemRow }> {
  const challenge = await findChallenge(context.db, id);
  const item = challenge && (await findItem(context.db, challenge.itemId));
  if (!challenge || !item) throw unknownChallenge();
  await requireRight(context, 'answerFor', { streamId: item.streamId });
  if (challenge.answer !== null)
    throw new Refusal(
      'conflict',
      `That was answered already: ${ANSWER_WORDS[challenge.answer]}.`,
      `/flow ${item.key} shows where it stands.`,
    );
  return { challenge, item };
}
