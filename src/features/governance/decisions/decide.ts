import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { findDecisionByKey } from '../../../database/decisions/decision-log.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { cleanLine, TITLE_LIMIT } from '../../../model/text/text.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { judgeDate } from '../../kit/forms/judge-date.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { findThing } from './about.ts';
import { decideForm } from './contracts.ts';
import { unknownDecision } from './unknown.ts';
import { decisionCard } from './views.ts';

/** What is known before the form is shown. */
interface KnownOfDecision {
  readonly question?: string;
  readonly choice?: string;
  readonly link?: string;
  readonly about?: { readonly value: string; readonly text: string };
}

/** `/flow decide [words]`: a key in front says what it is about, the rest is the question. */
export async function openDecide(context: Read, typed: string): Promise<FormReply> {
  const [first = ''] = typed.split(/\s+/u);
  const about = await namedThing(context, first);
  const question = cleanLine(about ? typed.slice(first.length) : typed, TITLE_LIMIT, 'The question');
  return decideWith({ question, ...(about ? { about } : {}) });
}

/** The form, with what is known filled in. */
export function decideWith(known: KnownOfDecision): FormReply {
  const { about } = known;
  return showForm(
    decideForm,
    {},
    {
      intro: [paragraph('Question and choice are enough. What is noted stays; a later decision may say otherwise.')],
      values: {
        question: known.question ?? '',
        choice: known.choice ?? '',
        link: known.link ?? '',
        ...(about ? { aboutId: about.value } : {}),
      },
      options: about ? { aboutId: [about] } : {},
    },
  );
}

/** Asks the question of a decision again. */
export async function openAnew(context: Read, key: string): Promise<FormReply> {
  const decision = await findDecisionByKey(context.db, key);
  if (!decision) throw unknownDecision(key);
  const { subjectKey, subjectName, question } = decision;
  if (subjectKey === null || (await findThing(context, subjectKey)) === null) return decideWith({ question });
  return decideWith({ question, about: { value: subjectKey, text: `${subjectKey} · ${subjectName}` } });
}

/** Writes down what people settled by talking (row K3). */
export async function decide(context: Write, values: FormValues<typeof decideForm.fields>): Promise<WriteReply> {
  const wrong = judgeDate(values.reviewOn, todayOf(context).date);
  if (wrong) return errors({ reviewOn: wrong });
  const thing = values.aboutId === undefined ? undefined : await findThing(context, values.aboutId);
  if (thing === null) return errors({ aboutId: say`I don't know that {item}, {epic} or idea. Pick one of the list, or leave it empty.` });
  const key = await writeDecision(
    context.db,
    {
      act: 'decided',
      subject: thing?.subject ?? { type: 'organization', id: context.organization.id },
      question: values.question,
      choice: values.choice,
      reason: values.reason ?? null,
      effect: values.effect ?? null,
      reviewOn: values.reviewOn ?? null,
      link: values.link ?? null,
    },
    changeOf(context),
  );
  const written = await findDecisionByKey(context.db, key);
  if (!written) throw new Error('The decision was not written.');
  return update([paragraph(`Noted as ${key}.`), ...decisionCard(written, null, todayOf(context))]);
}

async function namedThing(context: Read, word: string): Promise<KnownOfDecision['about'] | null> {
  const found = await findThing(context, word);
  return found && { value: found.key, text: `${found.key} · ${found.title}` };
}
