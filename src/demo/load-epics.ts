import { Prisma } from '../database/client/client.ts';
import type { RunWithModels } from '../database/connection/database.ts';
import { applyEpicEvent, bumpsVersion, type EpicSnapshot } from '../model/epic/epic-event.ts';
import type { DemoEpicHistory } from './epic-history.ts';

type Transaction = Parameters<Parameters<RunWithModels>[0]>[0];

/** Stores the epics of the demo with their events and supporters, before the items that serve them. */
export async function addEpics(
  sql: Transaction,
  organizationId: string,
  epics: readonly DemoEpicHistory[],
  idOf: (name: string) => string,
): Promise<void> {
  await sql.epic.createMany({
    data: epics.map(({ key, epic, events }) => ({
      ...epic,
      organizationId,
      id: idOf(`epic:${key}`),
      askAgainOn: day(epic.askAgainOn),
      holdUntil: day(epic.holdUntil),
      externalDate: day(epic.externalDate),
      score: epic.score === null ? Prisma.DbNull : { ...epic.score },
      scoredBy: events.findLast((one) => one.event.kind === 'scored')?.actorId ?? null,
      version: versionOf(events),
      revision: events.length,
      createdBy: events[0]?.actorId ?? null,
    })),
  });
  await sql.event.createMany({
    data: epics.flatMap(({ key, events }) =>
      events.map(({ event, at, actorId }, index) => ({
        organizationId,
        subjectType: 'epic',
        subjectId: idOf(`epic:${key}`),
        subjectVersion: index + 1,
        kind: event.kind,
        at,
        actorId,
        data: { ...event.data } as Prisma.InputJsonObject,
      })),
    ),
  });
  await sql.support.createMany({
    data: epics.flatMap(({ key, epic, supporters }) =>
      supporters.map((name) => ({
        organizationId,
        subjectType: 'epic',
        subjectId: idOf(`epic:${key}`),
        memberId: idOf(`person:${name}`),
        at: epic.createdAt,
      })),
    ),
  });
  await sql.keyCounter.create({ data: { organizationId, prefix: 'E', last: epics.length } });
}

function day(local: string | null): Date | null {
  return local === null ? null : new Date(`${local}T00:00:00Z`);
}

function versionOf(events: DemoEpicHistory['events']): number {
  let version = 1;
  let before: EpicSnapshot | null = null;
  for (const { event, at } of events) {
    const after = applyEpicEvent(before, event, at);
    if (before !== null && bumpsVersion(before, after)) version += 1;
    before = after;
  }
  return version;
}
