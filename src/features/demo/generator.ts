import { DateTime } from 'luxon';
import type { HistoryEvent } from '../../model/item-history.ts';
import { ranksBetween } from '../../model/rank.ts';
import type { DemoEntry } from './backlog.ts';
import { ORGANIZATION, type StreamKey } from './company.ts';
import { IDENTITY } from './identity.ts';
import { LOGISTICS } from './logistics.ts';
import { PAYMENTS } from './payments.ts';
import { type Random, seededRandom } from './random.ts';
import { type Numbered, type Span, scheduleDeliveries } from './schedule.ts';
import { type Beginning, tellStory } from './story.ts';
import { WORKDAY, workClock } from './work-clock.ts';

/** An item of the demo with its whole history. */
export interface DemoItem {
  readonly stream: StreamKey;
  readonly number: number;
  readonly key: string;
  readonly events: readonly HistoryEvent[];
}

const BACKLOGS: readonly (readonly [StreamKey, readonly DemoEntry[]])[] = [
  ['PAY', PAYMENTS],
  ['LOG', LOGISTICS],
  ['IDN', IDENTITY],
];

/**
 * Months of history that end on the day of `now`: pure, the same for the same seed and day.
 *
 * @param idOf the database id of `stream:PAY`, `stage:PAY:in review`, `team:Checkout`, `person:mei`
 */
export function generateDemo(seed: number, now: Date, idOf: (name: string) => string): DemoItem[] {
  const random = seededRandom(seed);
  const items = BACKLOGS.flatMap(([stream, entries]) => entries.map((entry, index): Numbered => ({ stream, number: index + 1, entry })));
  const spans = scheduleDeliveries(items, random);
  const telling = { random, idOf, instant: workClock(now, ORGANIZATION.zone), today: earlierToday(now) };
  return BACKLOGS.flatMap(([stream]) => {
    const own = items.filter((one) => one.stream === stream);
    const begun = beginnings(own, spans, random);
    const ranks = ranksOf(own);
    return own.map((item) => ({
      stream,
      number: item.number,
      key: `${stream}-${item.number}`,
      events: tellStory(item, ranks.get(item) ?? 'a0', begun.get(item) ?? { added: WORKDAY, ready: null }, spans.get(item.entry), telling),
    }));
  });
}

/** A few minutes ago, but today, even when it is just after midnight. */
function earlierToday(now: Date): Date {
  const today = DateTime.fromJSDate(now, { zone: ORGANIZATION.zone }).startOf('day').toMillis();
  return new Date(Math.max(today, now.getTime() - 10 * 60_000));
}

/** Numbers rise with the day of adding, and an item is added before it is ready and ready before it is pulled: told from the newest back. */
function beginnings(items: readonly Numbered[], spans: ReadonlyMap<DemoEntry, Span>, random: Random): ReadonlyMap<Numbered, Beginning> {
  const begun = new Map<Numbered, Beginning>();
  let nextAdded = random.between(1, 3) * WORKDAY;
  for (const item of [...items].reverse()) {
    const { fate } = item.entry;
    const start = spans.get(item.entry)?.from;
    const isReady = fate.is === 'ready' || fate.is === 'done' || fate.is === 'delivery';
    const ready = isReady
      ? (start ?? random.between(0.5, 12) * WORKDAY) + (start === undefined ? 0 : random.between(0.2, 7) * WORKDAY)
      : null;
    const added = Math.max(nextAdded, ready ?? 0) + random.between(0.3, 3) * WORKDAY;
    begun.set(item, { added, ready });
    if (!(fate.is === 'refining' && fate.today)) nextAdded = added;
  }
  return begun;
}

/** The backlog's order: ready before refining, each by number. */
function ranksOf(items: readonly Numbered[]): ReadonlyMap<Numbered, string> {
  const ordered = [...items.filter((one) => one.entry.fate.is === 'ready'), ...items.filter((one) => one.entry.fate.is === 'refining')];
  const ranks = ranksBetween(null, null, ordered.length);
  return new Map(ordered.flatMap((item, index) => (ranks[index] === undefined ? [] : [[item, ranks[index]] as const])));
}
