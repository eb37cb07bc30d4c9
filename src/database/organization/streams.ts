import type { Stage } from '../../model/item/item.ts';
import type { StreamPolicy } from '../../model/policy/policy.ts';
import type { Tenant } from '../connection/tenant.ts';
import { MEMBERS_BY_NAME } from './people-parts.ts';
import { STAGE_PAIRS } from './stage-pairs.ts';

/** A value stream with its workflow. */
export interface StreamRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly doneMeans: 'accepted' | 'released';
  readonly wipLimit: number | null;
  readonly stages: readonly Stage[];
  readonly policy: StreamPolicy;
}

/** The organization's streams in order of their keys, or the named ones. */
export async function listStreams(tenant: Tenant, ids?: readonly string[]): Promise<StreamRow[]> {
  return tenant.sql.$queryRaw<StreamRow[]>`
    SELECT v.id, v.key, v.name, v.owner_id AS "ownerId", m.name AS "ownerName", v.done_means AS "doneMeans", v.wip_limit AS "wipLimit",
      jsonb_build_object('checks', v.checks, 'expediteLimit', v.expedite_limit, 'freeTop', v.free_top, 'sprintDays', v.sprint_days,
        'scored', v.scored,
        'technicalShare', v.technical_share, 'slack', v.slack, 'slackEnforced', v.slack_enforced, 'needsEvidence', v.needs_evidence,
        'version', v.policy_version) AS policy,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(${STAGE_PAIRS}) ORDER BY s.position), '[]')
       FROM stage s WHERE s.organization_id = v.organization_id AND s.stream_id = v.id) AS stages
    FROM value_stream v LEFT JOIN member m ON m.organization_id = v.organization_id AND m.id = v.owner_id
    WHERE v.organization_id = ${tenant.organizationId}::uuid AND (${ids === undefined} OR v.id = ANY(${[...(ids ?? [])]}::uuid[]))
    ORDER BY v.key`;
}

/** One stream, or null. */
export async function findStream(tenant: Tenant, id: string): Promise<StreamRow | null> {
  return (await listStreams(tenant, [id]))[0] ?? null;
}

/** A team with its limit and the streams it pulls from, in its order. */
export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly wipLimit: number;
  readonly streams: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
}

/** The organization's teams by name. */
export async function listTeams(tenant: Tenant): Promise<TeamRow[]> {
  return tenant.sql.$queryRaw<TeamRow[]>`
    SELECT t.id, t.name, t.wip_limit AS "wipLimit",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'key', v.key, 'name', v.name) ORDER BY ts.position), '[]')
       FROM team_stream ts JOIN value_stream v ON v.organization_id = ts.organization_id AND v.id = ts.stream_id
       WHERE ts.organization_id = t.organization_id AND ts.team_id = t.id) AS streams,
      (SELECT ${MEMBERS_BY_NAME}
       FROM team_member tm JOIN member m ON m.organization_id = tm.organization_id AND m.id = tm.member_id
       WHERE tm.organization_id = t.organization_id AND tm.team_id = t.id) AS members
    FROM team t WHERE t.organization_id = ${tenant.organizationId}::uuid ORDER BY t.name`;
}
