import { DateTime } from 'luxon';
import type { HistoryEvent } from '../model/item/item-history.ts';
import { ranksBetween } from '../model/item/rank.ts';
import type { DemoEntry } from './backlog.ts';
import { ORGANIZATION, type StreamKey } from './company.ts';
import { type DemoEpicHistory, epicHistories } from './epic-history.ts';
import { IDENTITY } from './identity.ts';
import { IDENTITY_LATER } from './identity-later.ts';
import { LOGISTICS } from './logistics.ts';
import { LOGISTICS_LATER } from './logistics-later.ts';
import { PAYMENTS } from './payments.ts';
import { PAYMENTS_LATER } from './payments-later.ts';
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
  ['PAY', [...PAYMENTS, ...PAYMENTS_LATER]],
  ['LOG', [...LOGISTICS, ...LOGISTICS_LATER]],
  ['IDN', [...IDENTITY, ...IDENTITY_LATER]],
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
  const epics = epicHistories(now, idOf);
  const telling = { random, idOf, instant: workClock(now, ORGANIZATION.zone), today: earlierToday(now) };
  return BACKLOGS.flatMap(([stream]) => {
    const own = items.filter((one) => one.stream === stream);
    const begun = beginnings(own, spans, random);
    const ranks = ranksOf(own);
    return own.map((item) => {
      const key = `${stream}-${item.number}`;
      const begin = begun.get(item) ?? { added: WORKDAY, ready: null };
      const events = tellStory(item, ranks.get(item) ?? 'a0', begin, spans.get(item.entry), telling);
      const epic = epics.find((one) => one.items.includes(key));
      return { stream, number: item.number, key, events: epic ? linked(events, epic, idOf) : events };
    });
  });
}

/** An item joins its epic when both are there, without a change of anything else. */
function linked(events: readonly HistoryEvent[], { key, epic }: DemoEpicHistory, idOf: (name: string) => string): HistoryEvent[] {
  const at = new Date(Math.max(events[0]?.at.getTime() ?? 0, epic.createdAt.getTime()));
  const link: HistoryEvent = { event: { kind: 'linked', data: { epicId: idOf(`epic:${key}`) } }, at, actorId: epic.ownerId };
  const after = events.filter((one) => one.at > at);
  return [...events.slice(0, events.length - after.length), link, ...after];
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
