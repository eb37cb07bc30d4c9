import type { Tenant } from '../../../database/connection/tenant.ts';

/** What a board holds, whether or not it is listed. What was split is not among the sums: its parts are. */
export interface BoardCounts {
  /** By the name of the stage, of those that hold something. */
  readonly stages: ReadonlyMap<string, number>;
  readonly inProgress: number;
  /** Of these, what came up unplanned. */
  readonly unplanned: number;
  /** Wholes whose parts go on. */
  readonly split: number;
}

/** Counts what a team or a stream has in delivery stages. */
export async function countBoard(tenant: Tenant, of: { readonly teamId: string } | { readonly streamId: string }): Promise<BoardCounts> {
  const [teamId, streamId] = 'teamId' in of ? [of.teamId, null] : [null, of.streamId];
  const rows = await tenant.sql.$queryRaw<{ stage: string; counted: number; unplanned: number; split: number }[]>`
    SELECT coalesce(s.name, '') AS stage, count(*) FILTER (WHERE i.split_at IS NULL)::int AS counted,
      count(*) FILTER (WHERE i.split_at IS NULL AND i.unplanned)::int AS unplanned, count(i.split_at)::int AS split
    FROM item i LEFT JOIN stage s ON s.organization_id = i.organization_id AND s.stream_id = i.stream_id AND s.id = i.stage_id
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.state = 'delivery'
      AND (i.team_id = ${teamId}::uuid OR i.stream_id = ${streamId}::uuid)
    GROUP BY 1`;
  const sum = (of: 'counted' | 'unplanned' | 'split') => rows.reduce((all, row) => all + row[of], 0);
  return {
    stages: new Map(rows.flatMap((row) => (row.counted > 0 ? [[row.stage, row.counted] as const] : []))),
    inProgress: sum('counted'),
    unplanned: sum('unplanned'),
    split: sum('split'),
  };
}
