import { DateTime } from 'luxon';
import { type DeliveredEpic, type FinishedItems, listDelivered, readAnticipated, readFinished } from '../../database/outcome-reviews.ts';
import { featureFactoryRatio, type HitRate, hitRate, type Share, share } from '../../model/outcome-rates.ts';
import { countReviews } from '../../model/review.ts';
import { WINDOW_DAYS } from '../../model/right-size.ts';
import type { Read } from '../access.ts';
import { todayOf } from '../idea-words.ts';
import { shareWords } from './words.ts';

/** Epics delivered within so many days still count among those that should state an outcome (MODEL section 6). */
const RECENT_DAYS = 90;

/** Epics without an anticipated outcome, as a part of all that count. */
export async function readRatio(context: Read): Promise<Share> {
  const anticipated = await readAnticipated(context.db, new Date(context.now.getTime() - RECENT_DAYS * 86_400_000));
  const without = anticipated.filter((epic) => featureFactoryRatio([epic]) === 100).length;
  return { ...share(without, anticipated.length), percent: featureFactoryRatio(anticipated) };
}

/** "Feature Factory Ratio: 27 % (4 of 15)": always said with its list and the help to write one (rows G6, G7). */
export async function ratioLine(context: Read): Promise<string> {
  return `Feature Factory Ratio: ${shareWords(await readRatio(context), 'there is no epic')}. It counts epics without an anticipated outcome.`;
}

/** What `/flow review` tells. Nothing in it is about a person. */
export interface OutcomeFigures {
  readonly delivered: readonly DeliveredEpic[];
  readonly ratio: Share;
  readonly hits: HitRate;
  readonly reviews: Share;
  readonly linked: Share;
  readonly purposeful: Share;
}

export async function readFigures(context: Read): Promise<OutcomeFigures> {
  const { date, zone } = todayOf(context);
  const delivered = await listDelivered(context.db);
  const since = DateTime.fromJSDate(context.now, { zone })
    .startOf('day')
    .minus({ days: WINDOW_DAYS - 1 })
    .toJSDate();
  const items: FinishedItems = await readFinished(context.db, since);
  const { done, due } = countReviews(delivered, date, zone);
  return {
    delivered,
    ratio: await readRatio(context),
    hits: hitRate(delivered.flatMap((epic) => (epic.verdict === null ? [] : [epic.verdict]))),
    reviews: share(done, due),
    linked: share(items.linked, items.finished),
    purposeful: share(items.purposeful, items.technical),
  };
}
