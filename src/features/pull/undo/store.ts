import type { Tenant } from '../../../database/connection/tenant.ts';
import { EVENT_ACTOR } from '../../../database/events/event-parts.ts';
import { IN_PROGRESS } from '../../../database/items/item-parts.ts';
import type { Wip } from '../../../model/flow/wip.ts';
import type { ItemEvent } from '../../../model/item/item-event.ts';
import type { HistoryEvent } from '../../../model/item/item-history.ts';
import type { Did } from '../../../model/item/last-act.ts';
import { UNDO_MINUTES } from '../../../model/item/undo.ts';

/** An event of an item with the name of whoever did it. */
export interface LoggedEvent extends HistoryEvent {
  readonly actorName: string | null;
}

/** Every event of an item, in order. */
export async function readLog(tenant: Tenant, itemId: string): Promise<LoggedEvent[]> {
  const rows = await tenant.sql.$queryRaw<
    { kind: string; data: { imported?: boolean }; at: Date; actor: string | null; name: string | null }[]
  >`
    SELECT e.kind, e.data, e.at, e.actor_id AS actor, m.name FROM event e
    ${EVENT_ACTOR}
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'item' AND e.subject_id = ${itemId}::uuid
    ORDER BY e.subject_version`;
  // Written by database/items/item-changes.ts and its like, and by nothing else.
  return rows.map(({ kind, data, at, actor, name }) => ({
    event: { kind, data } as unknown as ItemEvent,
    at,
    actorId: actor,
    actorName: name,
    imported: data.imported === true,
  }));
}

/** More than a pasted list, in ten minutes. */
const LOOKED_AT = 1_000;

/** What a person did in the last ten minutes, newest first, whatever it was about. What an import wrote is no act. */
export async function readDone(tenant: Tenant, memberId: string, now: Date): Promise<Did[]> {
  const since = new Date(now.getTime() - UNDO_MINUTES * 60_000);
  const org = tenant.organizationId;
  return tenant.sql.$queryRaw<Did[]>`
    SELECT d.at, d.type, d.id, d.version, d.kind, d.of, coalesce(i.key, p.key, t.key, k.key, a.key, d.key) AS key FROM (
      SELECT e.at, e.subject_type AS type, e.subject_id AS id, e.subject_version AS version, e.kind, (e.data->>'of')::int AS of, NULL AS key
      FROM event e WHERE e.organization_id = ${org}::uuid AND e.at >= ${since} AND e.actor_id = ${memberId}::uuid
        AND NOT coalesce(e.data->'imported' = 'true'::jsonb, false)
      UNION ALL
      SELECT n.at, 'decision', n.id, 1, 'decided', NULL, n.key FROM decision n
      WHERE n.organization_id = ${org}::uuid AND n.at >= ${since} AND n.decided_by = ${memberId}::uuid AND n.act = 'decided'
    ) AS d
    LEFT JOIN item i ON d.type = 'item' AND i.organization_id = ${org}::uuid AND i.id = d.id
    LEFT JOIN epic p ON d.type = 'epic' AND p.organization_id = ${org}::uuid AND p.id = d.id
    LEFT JOIN theme t ON d.type = 'theme' AND t.organization_id = ${org}::uuid AND t.id = d.id
    LEFT JOIN key_result k ON d.type = 'key_result' AND k.organization_id = ${org}::uuid AND k.id = d.id
    LEFT JOIN parked_idea a ON d.type = 'idea' AND a.organization_id = ${org}::uuid AND a.id = d.id
    ORDER BY d.at DESC, d.version DESC, d.id DESC LIMIT ${LOOKED_AT}`;
}

/** Items that a person added to a stream in one act: pasted together, they carry one instant. In the order of the list. */
export async function addedTogether(tenant: Tenant, streamId: string, memberId: string, at: Date): Promise<string[]> {
  const rows = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM event e JOIN item i ON i.organization_id = e.organization_id AND i.id = e.subject_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.at = ${at} AND e.subject_type = 'item' AND e.kind = 'added'
      AND e.actor_id = ${memberId}::uuid AND i.stream_id = ${streamId}::uuid ORDER BY i.id`;
  return rows.map((row) => row.id);
}

/** A team's name and room; null when there is no such team. */
export async function readRoom(tenant: Tenant, teamId: string): Promise<({ readonly name: string } & Wip) | null> {
  const [row] = await tenant.sql.$queryRaw<{ name: string; limit: number; inProgress: number }[]>`
    SELECT t.name, t.wip_limit AS "limit", (SELECT count(*)::int FROM item i
      WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND ${IN_PROGRESS}) AS "inProgress"
    FROM team t WHERE t.organization_id = ${tenant.organizationId}::uuid AND t.id = ${teamId}::uuid`;
  return row ?? null;
}
