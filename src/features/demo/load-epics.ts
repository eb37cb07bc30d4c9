import type { RunWithModels } from '../../database/database.ts';
import { applyEpicEvent, bumpsVersion, type EpicSnapshot } from '../../model/epic-event.ts';
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
      askAgainOn: epic.askAgainOn === null ? null : new Date(`${epic.askAgainOn}T00:00:00Z`),
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
        data: { ...event.data },
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
