import { fromJson, type ItemJson, type ItemRow } from '../../database/items.ts';
import type { Tenant } from '../../database/tenant.ts';
import type { Stage } from '../../model/item.ts';
import type { Wip } from '../../model/wip.ts';

/** A stream that the team pulls from, with its room and the first item the team could take. */
export interface StreamChoice {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly wip: Wip;
  readonly stages: readonly Stage[];
  /** Best-ranked item that is ready and not blocked. */
  readonly candidate: ItemRow | null;
  /** Place of the candidate in the stream's order, from 1; counted up to 100. */
  readonly position: number;
  /** Better-ranked items that cannot be taken, with why; the first three. */
  readonly passedOver: readonly {
    readonly key: string;
    readonly state: string;
    readonly blocked: boolean;
    readonly reason: string | null;
  }[];
}

export interface NextRead {
  /** The team never pulled anything: what comes is its first. */
  readonly newcomer: boolean;
  readonly team: Wip;
  readonly streams: readonly StreamChoice[];
}

interface Row {
  readonly wip_limit: number;
  readonly newcomer: boolean;
  readonly in_progress: number;
  readonly streams: (Omit<StreamChoice, 'candidate' | 'wip' | 'position'> & {
    readonly wipLimit: number | null;
    readonly inProgress: number | null;
    readonly candidate: ItemJson | null;
    readonly above: number;
  })[];
}

/**
 * Everything `/flow next` and a pull decide from, in one statement. Each part is a range of an index led by the
 * organization: what it costs does not grow with the backlog.
 */
export async function readNext(tenant: Tenant, teamId: string): Promise<NextRead | null> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Row[]>`
    SELECT t.wip_limit, NOT EXISTS (SELECT 1 FROM item i WHERE i.organization_id = t.organization_id AND i.team_id = t.id) AS newcomer,
      (SELECT count(*)::int FROM item i WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND i.state = 'delivery') AS in_progress,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'id', v.id, 'key', v.key, 'name', v.name, 'wipLimit', v.wip_limit,
          'inProgress', CASE WHEN v.wip_limit IS NULL THEN NULL ELSE
            (SELECT count(*) FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state = 'delivery') END,
          'stages', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind) ORDER BY s.position), '[]')
            FROM stage s WHERE s.organization_id = v.organization_id AND s.stream_id = v.id),
          'candidate', CASE WHEN c.id IS NULL THEN NULL ELSE item_json(v.organization_id, c.id) || jsonb_build_object('epic', (
            SELECT jsonb_build_object('id', e.id, 'key', e.key, 'title', e.title, 'state', e.state, 'outcome', e.outcome, 'measure', e.measure,
              'askAgainOn', e.ask_again_on) FROM epic e WHERE e.organization_id = v.organization_id AND e.id = c.epic_id)) END,
          'above', (SELECT count(*) FROM (SELECT 1 FROM item a WHERE a.organization_id = v.organization_id AND a.stream_id = v.id
            AND a.rank < c.rank LIMIT 100) AS better),
          'passedOver', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', p.key, 'state', p.state, 'blocked', p.blocked, 'reason', b.reason) ORDER BY p.rank), '[]')
            FROM (SELECT * FROM item a WHERE a.organization_id = v.organization_id AND a.stream_id = v.id AND a.rank < c.rank ORDER BY a.rank LIMIT 3) AS p
            LEFT JOIN blocked_interval b ON b.organization_id = p.organization_id AND b.item_id = p.id AND b.to_at IS NULL)
        ) ORDER BY ts.position), '[]')
       FROM team_stream ts
       JOIN value_stream v ON v.organization_id = ts.organization_id AND v.id = ts.stream_id
       LEFT JOIN LATERAL (SELECT i.id, i.rank, i.epic_id FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state = 'ready' AND NOT i.blocked
         ORDER BY i.rank LIMIT 1) AS c ON true
       WHERE ts.organization_id = t.organization_id AND ts.team_id = t.id) AS streams
    FROM team t WHERE t.organization_id = ${org}::uuid AND t.id = ${teamId}::uuid`;
  if (!row) return null;
  return {
    newcomer: row.newcomer,
    team: { inProgress: row.in_progress, limit: row.wip_limit },
    streams: row.streams.map(({ wipLimit, inProgress, candidate, above, ...stream }) => ({
      ...stream,
      wip: { inProgress: inProgress ?? 0, limit: wipLimit },
      candidate: candidate && fromJson(candidate),
      position: above + 1,
    })),
  };
}

/** The oldest items a team has in progress, first started first. */
export async function readOldest(tenant: Tenant, teamId: string, limit: number): Promise<ItemRow[]> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(i.organization_id, i.id) AS item FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.team_id = ${teamId}::uuid AND i.state = 'delivery'
    ORDER BY i.started_at, i.key LIMIT ${limit}`;
  return rows.map((row) => fromJson(row.item));
}

/** The top items of a team's streams that are not ready yet, in the team's order, and how many there are (counted up to 100). */
export async function readNearest(
  tenant: Tenant,
  teamId: string,
  limit: number,
): Promise<{ readonly items: readonly ItemRow[]; readonly total: number }> {
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson; total: number }[]>`
    SELECT item_json(r.organization_id, r.id) AS item, (count(*) OVER ())::int AS total
    FROM team_stream ts CROSS JOIN LATERAL (
      SELECT i.organization_id, i.id, i.rank, ts.position FROM item i
      WHERE i.organization_id = ts.organization_id AND i.stream_id = ts.stream_id AND i.state = 'refining' ORDER BY i.rank LIMIT 100) AS r
    WHERE ts.organization_id = ${tenant.organizationId}::uuid AND ts.team_id = ${teamId}::uuid
    ORDER BY r.position, r.rank LIMIT ${limit}`;
  return { items: rows.map((row) => fromJson(row.item)), total: rows[0]?.total ?? 0 };
}

/** How many items that could be taken stand above one, in its stream. Counted up to 100. */
export async function countTakeableAbove(tenant: Tenant, item: ItemRow): Promise<number> {
  const [row] = await tenant.sql.$queryRaw<{ above: number }[]>`
    SELECT count(*)::int AS above FROM (SELECT 1 FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${item.streamId}::uuid
      AND i.state = 'ready' AND NOT i.blocked AND i.rank < ${item.rank} LIMIT 100) AS better`;
  return row?.above ?? 0;
}

/** The board of a team (its streams' stages) or a stream: what is in progress, oldest first. */
export async function readBoard(tenant: Tenant, of: { readonly teamId: string } | { readonly streamId: string }): Promise<ItemRow[]> {
  const [teamId, streamId] = 'teamId' in of ? [of.teamId, null] : [null, of.streamId];
  const rows = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(i.organization_id, i.id) AS item FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.state = 'delivery'
      AND (i.team_id = ${teamId}::uuid OR i.stream_id = ${streamId}::uuid)
    ORDER BY i.started_at, i.key LIMIT 100`;
  return rows.map((row) => fromJson(row.item));
}

/** Remembers the team that a person speaks for where the place does not tell. */
export async function rememberTeam(tenant: Tenant, memberId: string, teamId: string): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE member SET chosen_team_id = ${teamId}::uuid WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${memberId}::uuid`;
}
