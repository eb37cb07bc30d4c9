import { paragraph } from '../../../chat/block.ts';
import { type FormReply, type FormValues, showForm } from '../../../chat/form.ts';
import type { WriteReply } from '../../../chat/reply.ts';
import { findMember } from '../../../database/organization/people.ts';
import { findStream, listStreams } from '../../../database/organization/streams.ts';
import type { Horizon } from '../../../model/epic/epic.ts';
import type { EpicContext, EpicDetails } from '../../../model/epic/epic-event.ts';
import { epicTexts } from '../../../model/epic/epic-texts.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { keyedOptions } from '../../kit/finding/keyed-options.ts';
import { detailsForm } from '../../kit/offers/epics.ts';
import { named } from '../../kit/words/item-words.ts';
import { judgeStrategy, strategyOptions } from '../../strategy/themes/choices.ts';
import { editEpic, loadEditable, type OpenedEpic } from './edit.ts';
import { moveRunningBet } from './other-stream.ts';

/** Days from delivery to the review, where nobody says otherwise (row G4). */
const DEFAULT_LAG = 30;

type Wanted = EpicDetails & Pick<EpicContext, 'themeId' | 'keyResultId' | 'reviewLag' | 'horizon'> & { readonly title: string };

/** Opens what else is known of an epic. */
export async function openDetails(context: Read, epicId: string): Promise<FormReply> {
  const epic = await loadEditable(context, epicId);
  const streams = await listStreams(context.db);
  const { title, evidence, streamId, ownerId, themeId, keyResultId, reviewLag, horizon } = epic;
  return showForm(
    detailsForm,
    { epicId: epic.id, revision: epic.revision },
    {
      intro: [paragraph(...named(epic)), paragraph('All of it may stay empty until somebody knows.')],
      values: {
        title,
        ...epicTexts(epic),
        evidence,
        streamId,
        ownerId,
        horizon,
        themeId,
        keyResultId,
        reviewLag: String(reviewLag),
      },
      options: {
        streamId: keyedOptions(streams),
        ...(await strategyOptions(context, epic)),
      },
    },
  );
}

/** Saves what differs, as one event. */
export async function saveDetails(
  context: Write,
  values: FormValues<typeof detailsForm.fields>,
  { epicId, revision }: OpenedEpic,
): Promise<WriteReply> {
  // A running bet may go over the limit of its new stream: all bets are held before the epic is read.
  const full = values.streamId === undefined ? null : await moveRunningBet(context, epicId, values.streamId);
  const wanted: Wanted = {
    title: values.title,
    ...epicTexts(values),
    evidence: values.evidence ?? null,
    streamId: values.streamId ?? null,
    ownerId: values.ownerId ?? null,
    themeId: values.themeId ?? null,
    keyResultId: values.keyResultId ?? null,
    reviewLag: values.reviewLag ?? DEFAULT_LAG,
    horizon: (values.horizon as Horizon | undefined) ?? null,
  };
  return editEpic(context, { epicId, revision }, async (epic) => {
    if (wanted.streamId !== null && !(isId(wanted.streamId) && (await findStream(context.db, wanted.streamId))))
      return { errors: { streamId: say`That {stream} is no longer here. Pick another.` } };
    if (wanted.ownerId !== null && !(isId(wanted.ownerId) && (await findMember(context.db, wanted.ownerId))))
      return { errors: { ownerId: "I don't know this person." } };
    const wrong = await judgeStrategy(context, wanted, epic);
    if (Object.keys(wrong).length > 0) return { errors: wrong };
    return full === null ? { wanted } : { errors: { streamId: full } };
  });
}
