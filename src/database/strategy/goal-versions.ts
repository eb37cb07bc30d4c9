import type { KeyResultEvent, ObjectiveEvent } from '../../model/strategy/goal-event.ts';
import type { Tenant } from '../connection/tenant.ts';
import { EVENT_ACTOR } from '../events/event-parts.ts';

/** An event of an objective or a key result with who did it. */
export interface GoalVersion<Event> {
  readonly id: string;
  readonly event: Event;
  readonly at: Date;
  readonly by: string | null;
}

/** The whole log of every objective and key result that changed since an instant, in order: a version follows from those before it. */
export async function readGoalVersions(
  tenant: Tenant,
  since: Date,
): Promise<{ readonly objectives: readonly GoalVersion<ObjectiveEvent>[]; readonly keyResults: readonly GoalVersion<KeyResultEvent>[] }> {
  return { objectives: await readLog(tenant, 'objective', since), keyResults: await readLog(tenant, 'key_result', since) };
}

// Written by database/strategy/goals.ts alone, so the events are of this kind.
async function readLog<Event>(tenant: Tenant, type: 'objective' | 'key_result', since: Date): Promise<GoalVersion<Event>[]> {
  const org = tenant.organizationId;
  return tenant.sql.$queryRaw<GoalVersion<Event>[]>`
    WITH changed AS (
      SELECT g.id FROM (SELECT id FROM objective WHERE organization_id = ${org}::uuid AND ${type} = 'objective'
          UNION ALL SELECT id FROM key_result WHERE organization_id = ${org}::uuid AND ${type} = 'key_result') AS g
      WHERE EXISTS (SELECT 1 FROM event n WHERE n.organization_id = ${org}::uuid AND n.subject_type = ${type} AND n.subject_id = g.id
        AND n.at >= ${since})
    )
    SELECT e.subject_id AS id, jsonb_build_object('kind', e.kind, 'data', e.data) AS event, e.at, m.name AS by
    FROM changed c JOIN event e ON e.organization_id = ${org}::uuid AND e.subject_type = ${type} AND e.subject_id = c.id
    ${EVENT_ACTOR}
    ORDER BY e.subject_id, e.subject_version`;
}
