import { z } from 'zod';
import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { addEpic } from '../../../database/epics/epic-changes.ts';
import { findIdea } from '../../../database/ideas/ideas.ts';
import { localDate } from '../../../model/calendar/days.ts';
import { AFFECTED } from '../../../model/epic/epic.ts';
import { suggestedDate } from '../../../model/epic/epic-outcome.ts';
import { epicTexts } from '../../../model/epic/epic-texts.ts';
import { unknownThing } from '../../anti-backlog/ideas/subject.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { checkLikeness, valuesSetAside } from '../../kit/likeness/check.ts';
import { epics, proposeForm } from '../../kit/offers/epics.ts';
import { named } from '../../kit/words/item-words.ts';
import { readAnswers } from './answers.ts';
import { epicCard } from './card.ts';
import { AFFECTED_OPTIONS } from './options.ts';
import { wasJustProposed } from './store.ts';

/** What is known before the form is shown. */
export interface Proposal {
  readonly title?: string;
  readonly outcome?: string;
  /** The message it was made from. */
  readonly link?: string;
}

/** Shows the proposal: short, with what is known filled in. */
export function openProposal(context: Read, known: Proposal = {}): FormReply {
  const today = localDate(context.now, context.organization.zone);
  return showForm(
    proposeForm,
    { link: known.link ?? '' },
    {
      intro: [paragraph('An option, not a promise. Two answers are enough for now: a title, and an outcome or “not known yet”.')],
      values: { title: known.title ?? '', outcome: known.outcome ?? '', askAgainOn: suggestedDate(today) },
      options: { affects: AFFECTED_OPTIONS },
    },
  );
}

/** Puts an epic into the funnel (row B3), unless something like it is there: then the person says which it is (row E4). */
export async function propose(context: Write, values: FormValues<typeof proposeForm.fields>, link: string): Promise<WriteReply> {
  const judged = readAnswers(context, values);
  if (!judged.ok) return errors(judged.errors);
  const { title } = values;
  const twin = await wasJustProposed(context.db, context.asker.memberId, title, context.now);
  if (twin) return errors({ title: `You proposed ${twin} with this title a moment ago. If it is a second one, give it another title.` });
  const kept: z.infer<typeof wholeProposal> = { title, link, ...judged.value };
  const alike = await checkLikeness(context, { kind: 'epic', title }, { action: epics.proposeAnyway, values: kept });
  return alike ? update(alike) : put(context, kept);
}

/** "Similar, but different": goes on with what was typed. */
export async function proposeAnyway(context: Write, heldId: string): Promise<WriteReply> {
  return put(context, await valuesSetAside(context, epics.proposeAnyway, heldId, wholeProposal));
}

const wholeProposal = z.object({
  title: z.string(),
  link: z.string(),
  outcome: z.string().nullable(),
  affects: z.enum(AFFECTED).nullable(),
  measure: z.string().nullable(),
  askAgainOn: z.string().nullable(),
});

async function put(context: Write, { link, ...kept }: z.infer<typeof wholeProposal>): Promise<WriteReply> {
  const epic = await addEpic(
    context.db,
    {
      ...kept,
      ownerId: context.asker.memberId,
      streamId: null,
      ...epicTexts({}),
      evidence: null,
      sourceLink: link === '' ? null : link,
    },
    changeOf(context),
  );
  return update([
    paragraph(...named(epic), ' is in the funnel, and yours to look after. Whatever else you know can follow.'),
    ...(await epicCard(context, epic)).slice(1),
  ]);
}

/** The same for a revived idea, with its title and the link it was parked with. */
export async function openProposalOf(context: Read, ideaId: string): Promise<FormReply> {
  const idea = await findIdea(context.db, ideaId);
  if (!idea) throw unknownThing();
  return openProposal(context, { title: idea.title, ...(idea.sourceLink ? { link: idea.sourceLink } : {}) });
}
