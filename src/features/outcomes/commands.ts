import { command, type Feature, onAction, onForm } from '../../chat/feature.ts';
import { read, write } from '../../chat/handler.ts';
import { message, type ReadReply, update } from '../../chat/reply.ts';
import { optionalKey } from '../../chat/words.ts';
import { findEpic } from '../../database/epics.ts';
import { readOutcomeVersions } from '../../database/outcome-reviews.ts';
import type { Access, Read, Write } from '../access.ts';
import { todayOf } from '../idea-words.ts';
import { unknownEpic } from '../unknown.ts';
import { outcomes as acts, reviewForm } from './contracts.ts';
import { mayReview } from './of-epic.ts';
import { readFigures } from './rates.ts';
import { openReview, saveReview } from './review.ts';
import { reviewsView, versionsView } from './views.ts';

/** What came of what was hoped for (rows G3 to G10, G15). */
export const outcomes: Feature<Access> = {
  name: 'outcomes',
  commands: [
    command({
      name: 'review',
      also: ['review'],
      group: 'portfolio',
      summary: 'Say what came of a delivered epic, or see which wait for it and how often outcomes came true.',
      usage: '/flow review [KEY]',
      right: 'read',
      words: optionalKey,
      handle: ({ key }) => read((context: Read) => (key === undefined ? showReviews(context) : openReview(context, { key }))),
    }),
  ],
  actions: [
    onAction(acts.review, 'review', ({ epicId }) => read((context: Read) => openReview(context, { id: epicId }))),
    onAction(acts.versions, 'read', ({ epicId }) => read((context: Read) => showVersions(context, epicId))),
  ],
  forms: [onForm(reviewForm, 'review', (values, data) => write((context: Write) => saveReview(context, values, data)))],
};

async function showReviews(context: Read): Promise<ReadReply> {
  return update(reviewsView(await readFigures(context), (epic) => mayReview(context, epic), todayOf(context)));
}

async function showVersions(context: Read, epicId: string) {
  const epic = await findEpic(context.db, epicId);
  if (!epic) throw unknownEpic();
  return message(versionsView(epic, await readOutcomeVersions(context.db, epicId), todayOf(context)));
}
