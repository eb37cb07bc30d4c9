import { type ReadReply, update } from '../../../chat/reply.ts';
import type { Read } from '../../kit/access.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { mayReview } from './of-epic.ts';
import { readFigures } from './rates.ts';
import { reviewsView } from './views.ts';

/** `/flow review`: which delivered epics wait for what came of them, and how often hopes were met. */
export async function showReviews(context: Read): Promise<ReadReply> {
  return update(reviewsView(await readFigures(context), (epic) => mayReview(context, epic), todayOf(context)));
}
