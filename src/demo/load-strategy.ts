import type { Prisma } from '../database/client/client.ts';
import type { RunWithModels } from '../database/connection/database.ts';
import { applyKeyResultEvent, applyObjectiveEvent, type KeyResultSnapshot, type ObjectiveSnapshot } from '../model/strategy/goal-event.ts';
import { applyThemeEvent, type ThemeSnapshot } from '../model/strategy/theme.ts';
import { ORGANIZATION } from './company.ts';
import { REVIEWS, type StrategyEvent, strategyHistories } from './strategy.ts';
import { WORKDAY, workClock } from './work-clock.ts';

type Transaction = Parameters<Parameters<RunWithModels>[0]>[0];
type Told = StrategyEvent<{ readonly kind: string; readonly data: object }>;

/** Stores themes, objectives and key results of the demo with their events, before the epics that name them. */
export async function addStrategy(sql: Transaction, organizationId: string, now: Date, idOf: (name: string) => string): Promise<void> {
  const { themes, objectives, keyResults } = strategyHistories(now, idOf);
  await sql.theme.createMany({
    data: themes.map(({ key, events }) => ({
      ...fold<(typeof events)[number]['event'], ThemeSnapshot>(events, applyThemeEvent),
      organizationId,
      id: idOf(`theme:${key}`),
      // Of its state: it is written, and what follows are its ways through the states.
      version: 1 + events.filter(({ event }) => event.kind === 'activated' || event.kind === 'retired').length,
      revision: events.length,
      createdBy: events[0]?.actorId ?? null,
    })),
  });
  await sql.objective.createMany({
    data: objectives.map(({ name, events }) => ({
      ...fold<(typeof events)[number]['event'], ObjectiveSnapshot>(events, applyObjectiveEvent),
      organizationId,
      id: idOf(name),
      revision: events.length,
    })),
  });
  await sql.keyResult.createMany({
    data: keyResults.map(({ key, events }) => ({
      ...fold<(typeof events)[number]['event'], KeyResultSnapshot>(events, applyKeyResultEvent),
      organizationId,
      id: idOf(`keyResult:${key}`),
      revision: events.length,
    })),
  });
  const log = (subjectType: string, id: string, events: readonly Told[]) =>
    events.map(({ event, at, actorId }, index) => ({
      organizationId,
      subjectType,
      subjectId: id,
      subjectVersion: index + 1,
      kind: event.kind,
      at,
      actorId,
      data: { ...event.data } as Prisma.InputJsonObject,
    }));
  await sql.event.createMany({
    data: [
      ...themes.flatMap(({ key, events }) => log('theme', idOf(`theme:${key}`), events)),
      ...objectives.flatMap(({ name, events }) => log('objective', idOf(name), events)),
      ...keyResults.flatMap(({ key, events }) => log('key_result', idOf(`keyResult:${key}`), events)),
    ],
  });
  await sql.keyCounter.createMany({
    data: [
      { organizationId, prefix: 'T', last: themes.length },
      { organizationId, prefix: 'K', last: keyResults.length },
    ],
  });
}

/** Stores what came of the demo's epics; the epics' own events say the verdicts. */
export async function addReviews(sql: Transaction, organizationId: string, now: Date, idOf: (name: string) => string): Promise<void> {
  const instant = workClock(now, ORGANIZATION.zone);
  await sql.outcomeReview.createMany({
    data: REVIEWS.map(({ epic, by, before, ...review }) => ({
      ...review,
      organizationId,
      id: idOf(`review:${epic}`),
      epicId: idOf(`epic:${epic}`),
      at: instant(before * WORKDAY - 1),
      reviewedBy: idOf(`person:${by}`),
    })),
  });
}

function fold<Event, Snapshot>(
  events: readonly StrategyEvent<Event>[],
  apply: (before: Snapshot | null, event: Event, at: Date) => Snapshot,
): Snapshot {
  const folded = events.reduce<Snapshot | null>((before, { event, at }) => apply(before, event, at), null);
  if (folded === null) throw new Error('A history has at least one event.');
  return folded;
}
