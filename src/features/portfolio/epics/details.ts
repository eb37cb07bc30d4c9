import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { changeEpic } from '../../../database/epics/epic-changes.ts';
import { findMember } from '../../../database/organization/people.ts';
import { findStream, listStreams } from '../../../database/organization/streams.ts';
import { type Horizon, isOpen } from '../../../model/epic/epic.ts';
import type { EpicContext, EpicDetails } from '../../../model/epic/epic-event.ts';
import { isId } from '../../../model/item/id.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { detailsForm } from '../../kit/offers/epics.ts';
import { requireOn } from '../../kit/rights/portfolio-rights.ts';
import { named } from '../../kit/words/item-words.ts';
import { judgeStrategy, strategyOptions } from '../../strategy/themes/choices.ts';
import { epicCard } from './card.ts';
import { loadEpic } from './load.ts';
import { moveRunningBet } from './other-stream.ts';

/** Days from delivery to the review, where nobody says otherwise (row G4). */
const DEFAULT_LAG = 30;

/** Opens what else is known of an epic. */
export async function openDetails(context: Read, epicId: string): Promise<FormReply> {
  const epic = await loadEpic(context, { id: epicId });
  await requireOn(context, 'shape', epic);
  refuseClosed(epic);
  const streams = await listStreams(context.db);
  const { title, forWhom, problem, hypothesis, evidence, streamId, ownerId, themeId, keyResultId, reviewLag, horizon } = epic;
  return showForm(
    detailsForm,
    { epicId: epic.id, revision: epic.revision },
    {
      intro: [paragraph(...named(epic)), paragraph('All of it may stay empty until somebody knows.')],
      values: {
        title,
        forWhom,
        problem,
        hypothesis,
        evidence,
        streamId,
        ownerId,
        horizon,
        themeId,
        keyResultId,
        reviewLag: String(reviewLag),
      },
      options: {
        streamId: streams.map((one) => ({ value: one.id, text: `${one.key} · ${one.name}` })),
        ...(await strategyOptions(context, epic)),
      },
    },
  );
}

/** Saves what differs, as one event. */
export async function saveDetails(
  context: Write,
  values: FormValues<typeof detailsForm.fields>,
  { epicId, revision }: { readonly epicId: string; readonly revision: number },
): Promise<WriteReply> {
  // A running bet may go over the limit of its new stream: all bets are held before the epic is read.
  const full = values.streamId === undefined ? null : await moveRunningBet(context, epicId, values.streamId);
  const epic = await loadEpic(context, { id: epicId });
  await requireOn(context, 'shape', epic);
  refuseClosed(epic);
  if (epic.revision !== revision)
    throw new Refusal('conflict', 'Somebody changed the epic while this form was open.', 'Open it again to go on from there.');
  const wanted: EpicDetails & Pick<EpicContext, 'themeId' | 'keyResultId' | 'reviewLag' | 'horizon'> & { readonly title: string } = {
    title: values.title,
    forWhom: values.forWhom ?? null,
    problem: values.problem ?? null,
    hypothesis: values.hypothesis ?? null,
    evidence: values.evidence ?? null,
    streamId: values.streamId ?? null,
    ownerId: values.ownerId ?? null,
    themeId: values.themeId ?? null,
    keyResultId: values.keyResultId ?? null,
    reviewLag: values.reviewLag ?? DEFAULT_LAG,
    horizon: (values.horizon as Horizon | undefined) ?? null,
  };
  if (wanted.streamId !== null && !(isId(wanted.streamId) && (await findStream(context.db, wanted.streamId))))
    return errors({ streamId: 'That stream is no longer here. Pick another.' });
  if (wanted.ownerId !== null && !(isId(wanted.ownerId) && (await findMember(context.db, wanted.ownerId))))
    return errors({ ownerId: "I don't know this person." });
  const wrong = await judgeStrategy(context, wanted, epic);
  if (Object.keys(wrong).length > 0) return errors(wrong);
  if (full !== null) return errors({ streamId: full });
  const differs = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((name) => wanted[name] !== epic[name]);
  if (differs.length === 0) return update([paragraph('Nothing was changed.'), ...(await epicCard(context, epic))]);
  const data = Object.fromEntries(differs.map((name) => [name, wanted[name]]));
  const after = await changeEpic(context.db, epic, { kind: 'edited', data }, changeOf(context));
  return update([paragraph('Saved.'), ...(await epicCard(context, after))]);
}

function refuseClosed(epic: { readonly key: string; readonly state: Parameters<typeof isOpen>[0] }): void {
  if (!isOpen(epic.state))
    throw new Refusal('conflict', `${epic.key} is ${epic.state}, so it stays as it was.`, `Open it: /flow ${epic.key}.`);
}
