import type { StreamPolicy } from '../../model/policy/policy.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import { DECIDER } from '../events/event-parts.ts';

/** Writes a stream's policy, under its lock; its version goes up. */
export async function writePolicy(tenant: TenantTransaction, streamId: string, policy: StreamPolicy): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE value_stream SET checks = ${[...policy.checks]}::text[], expedite_limit = ${policy.expediteLimit}, free_top = ${policy.freeTop},
      sprint_days = ${policy.sprintDays}, scored = ${policy.scored}, technical_share = ${policy.technicalShare}::int,
      slack = ${policy.slack},
      slack_enforced = ${policy.slackEnforced}, needs_evidence = ${policy.needsEvidence}, policy_version = policy_version + 1
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${streamId}::uuid`;
}

/** Who changed a stream's policy last, and why. */
export interface LastPolicyChange {
  readonly key: string;
  readonly choice: string;
  readonly reason: string | null;
  readonly by: string | null;
  readonly at: Date;
}

/** The newest decision about a stream's policy, or null while it is as it was at the start. */
export async function lastPolicyChange(tenant: Tenant, streamId: string): Promise<LastPolicyChange | null> {
  const [row] = await tenant.sql.$queryRaw<LastPolicyChange[]>`
    SELECT d.key, d.choice, d.reason, m.name AS by, d.at FROM decision d
    ${DECIDER}
    WHERE d.organization_id = ${tenant.organizationId}::uuid AND d.subject_type = 'stream' AND d.subject_id = ${streamId}::uuid
      AND d.act = 'policy'
    ORDER BY d.at DESC, d.id DESC LIMIT 1`;
  return row ?? null;
}
