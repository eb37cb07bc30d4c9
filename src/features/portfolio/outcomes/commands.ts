import type { Feature } from '../../../chat/feature.ts';
import { message, type UpdateReply, update } from '../../../chat/reply.ts';
import { countDelivered, listReviews } from '../../../database/epics/delivered.ts';
import { findEpic } from '../../../database/epics/epics.ts';
import { readOutcomeVersions } from '../../../database/epics/outcome-reviews.ts';
import { knownStart } from '../../../model/epic/outcome-hints.ts';
import type { ReviewList } from '../../../model/epic/review.ts';
import type { Access, Read } from '../../kit/access.ts';
import { unknownEpic } from '../../kit/finding/unknown.ts';
import { onRead, onSubmit } from '../../kit/on.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { outcomes as acts, reviewForm } from './contracts.ts';
import { mayReview } from './of-epic.ts';
import { openReview, saveReview } from './review.ts';
import { moreReviews, versionsView } from './views.ts';

/** What came of what was hoped for (rows G3 to G10, G15). */
export const outcomes: Feature<Access> = {
  name: 'outcomes',
  commands: [],
  actions: [
    onRead(acts.review, 'review', (context, { epicId }) => openReview(context, { id: epicId })),
    onRead(acts.more, 'read', (context, { which, after }) => showMore(context, which, after)),
    onRead(acts.versions, 'read', (context, { epicId }) => showVersions(context, epicId)),
  ],
  forms: [onSubmit(reviewForm, 'review', (context, values, data) => saveReview(context, values, data))],
};

const PAGE = 20;

async function showMore(context: Read, which: ReviewList, after: number): Promise<UpdateReply> {
  const today = todayOf(context);
  const { [which]: total } = await countDelivered(context.db, today);
  const piece = await listReviews(context.db, which, today, { after, limit: PAGE });
  return update(moreReviews(which, piece, { after, total }, (epic) => mayReview(context, epic), today));
}

async function showVersions(context: Read, epicId: string) {
  const epic = await findEpic(context.db, epicId);
  if (!epic) throw unknownEpic();
  return message(versionsView({ ...epic, startedAt: knownStart(epic) }, await readOutcomeVersions(context.db, epicId), todayOf(context)));
}
