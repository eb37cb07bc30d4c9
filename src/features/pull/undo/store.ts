import type { Tenant } from '../../../database/connection/tenant.ts';
import type { Wip } from '../../../model/flow/wip.ts';
import type { ItemEvent } from '../../../model/item/item-event.ts';
import type { HistoryEvent } from '../../../model/item/item-history.ts';
import { STAYING, type StayingAct, UNDO_MINUTES, UNDOABLE } from '../../../model/item/undo.ts';

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
    LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.actor_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'item' AND e.subject_id = ${itemId}::uuid ORDER BY e.subject_version`;
  // Written by database/items/item-changes.ts and its like, and by nothing else.
  return rows.map(({ kind, data, at, actor, name }) => ({
    event: { kind, data } as unknown as ItemEvent,
    at,
    actorId: actor,
    actorName: name,
    imported: data.imported === true,
  }));
}

/** A person's newest act of the last ten minutes that was not taken back yet; null when there is none. `stays`: it is none that is. */
export async function findLastAct(
  tenant: Tenant,
  memberId: string,
  now: Date,
): Promise<{ readonly itemId: string; readonly of: number; readonly act: string; readonly stays: StayingAct | null } | null> {
  const since = new Date(now.getTime() - UNDO_MINUTES * 60_000);
  // A split adds its parts in the same instant: the split is the act.
  const [row] = await tenant.sql.$queryRaw<{ itemId: string; of: number; kind: string }[]>`
    SELECT e.subject_id AS "itemId", e.subject_version AS of, e.kind FROM event e
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.at >= ${since} AND e.subject_type = 'item' AND e.actor_id = ${memberId}::uuid
      AND e.kind = ANY(${[...UNDOABLE, ...STAYING]}::text[]) AND NOT EXISTS (
        SELECT 1 FROM event u WHERE u.organization_id = e.organization_id AND u.subject_type = 'item' AND u.subject_id = e.subject_id
          AND u.subject_version > e.subject_version AND u.kind IN ('undone', 'parked') AND u.data->>'of' = e.subject_version::text)
    ORDER BY e.at DESC, e.kind = ANY(${[...STAYING]}::text[]) DESC, e.subject_version DESC, e.subject_id DESC LIMIT 1`;
  return row ? { itemId: row.itemId, of: row.of, act: row.kind, stays: STAYING.find((one) => one === row.kind) ?? null } : null;
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
      WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND i.state = 'delivery' AND i.split_at IS NULL) AS "inProgress"
    FROM team t WHERE t.organization_id = ${tenant.organizationId}::uuid AND t.id = ${teamId}::uuid`;
  return row ?? null;
}
