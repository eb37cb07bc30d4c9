import { countDelivered, type DeliveredEpic, listReviews } from '../../../database/epics/delivered.ts';
import { countAnticipated, readFinished } from '../../../database/epics/outcome-reviews.ts';
import { twelveWeeks } from '../../../model/calendar/calendar.ts';
import { featureFactoryRatio, type HitRate, hitRate, type Share, share } from '../../../model/epic/outcome-rates.ts';
import type { ReviewList } from '../../../model/epic/review.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { todayOf } from '../../kit/words/idea-words.ts';
import { shareWords } from '../../kit/words/outcome-words.ts';
import { recent } from './recent.ts';

/** So many of each list are shown at first. */
const FIRST = 8;

/** Epics without an anticipated outcome, as a part of all that count. */
async function readRatio(context: Read | Write): Promise<Share> {
  return featureFactoryRatio(await countAnticipated(context.db, recent(context)));
}

/** "Feature Factory Ratio: 27 % (4 of 15)": always said with its list and the help to write one (rows G6, G7). */
export async function ratioLine(context: Read): Promise<string> {
  return say`Feature Factory Ratio: ${shareWords(await readRatio(context), say`there is no {epic}`)}. It counts {epics} without an anticipated outcome.`;
}

/** What leaders see of outcomes where the portfolio is: the ratio, and reviews that are due. */
export interface OutcomeGlance {
  readonly ratio: Share;
  readonly due: { readonly first: readonly DeliveredEpic[]; readonly total: number };
}

/** @param limit how many of the reviews that are due to name */
export async function readGlance(context: Read | Write, limit: number): Promise<OutcomeGlance> {
  const today = todayOf(context);
  const { due } = await countDelivered(context.db, today);
  return {
    ratio: await readRatio(context),
    due: { first: due === 0 ? [] : await listReviews(context.db, 'due', today, { after: 0, limit }), total: due },
  };
}

/** What `/flow review` tells. Nothing in it is about a person. */
export interface OutcomeFigures {
  /** The first of each list, and how many there are. */
  readonly lists: Readonly<Record<ReviewList, { readonly first: readonly DeliveredEpic[]; readonly total: number }>>;
  readonly ratio: Share;
  readonly hits: HitRate;
  readonly reviews: Share;
  readonly linked: Share;
  readonly purposeful: Share;
}

export async function readFigures(context: Read): Promise<OutcomeFigures> {
  const today = todayOf(context);
  const counts = await countDelivered(context.db, today);
  const first = async (which: ReviewList) => ({
    first: await listReviews(context.db, which, today, { after: 0, limit: FIRST }),
    total: counts[which],
  });
  const items = await readFinished(context.db, twelveWeeks(context.now, today.zone));
  return {
    lists: { due: await first('due'), coming: await first('coming'), done: await first('done') },
    ratio: await readRatio(context),
    hits: hitRate(counts.verdicts),
    reviews: share(counts.settled, counts.settled + counts.due),
    linked: share(items.linked, items.finished),
    purposeful: share(items.purposeful, items.technical),
  };
}
