import type { Tenant } from '../../../database/connection/tenant.ts';
import { EVENT_ACTOR } from '../../../database/events/event-parts.ts';

/** The last correction of an item's days. */
export interface Correction {
  readonly at: Date;
  readonly by: string | null;
  readonly reason: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly wasStartedAt: Date | null;
  readonly wasFinishedAt: Date | null;
}

/** The newest correction of an item, or null. */
export async function lastCorrection(tenant: Tenant, itemId: string): Promise<Correction | null> {
  const [row] = await tenant.sql.$queryRaw<Correction[]>`
    SELECT e.at, m.name AS by, e.data->>'reason' AS reason, (e.data->>'startedAt')::timestamptz AS "startedAt",
      (e.data->>'finishedAt')::timestamptz AS "finishedAt", (e.data->'was'->>'startedAt')::timestamptz AS "wasStartedAt",
      (e.data->'was'->>'finishedAt')::timestamptz AS "wasFinishedAt"
    FROM event e ${EVENT_ACTOR}
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'item' AND e.subject_id = ${itemId}::uuid
      AND e.kind = 'corrected'
    ORDER BY e.subject_version DESC LIMIT 1`;
  return row ?? null;
}
