import { v7 as newId } from 'uuid';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';

/** A team's exception from its limit, for a while. */
export interface WipException {
  readonly id: string;
  readonly extra: number;
  readonly from: Date;
  readonly until: Date;
}

/** The exception that is in force for a team, or null. */
export async function findException(tenant: Tenant, teamId: string, now: Date): Promise<WipException | null> {
  const [row] = await tenant.sql.$queryRaw<WipException[]>`
    SELECT x.id, x.extra, x.from_at AS "from", x.until_at AS "until" FROM wip_exception x
    WHERE x.organization_id = ${tenant.organizationId}::uuid AND x.team_id = ${teamId}::uuid AND x.until_at > ${now}
    ORDER BY x.until_at DESC LIMIT 1`;
  return row ?? null;
}

/** Stores an exception. The caller holds the team's lock and knows that none is in force. */
export async function addException(
  tenant: TenantTransaction,
  teamId: string,
  { extra, from, until }: Omit<WipException, 'id'>,
): Promise<WipException> {
  const id = newId();
  await tenant.sql.$executeRaw`
    INSERT INTO wip_exception (organization_id, id, team_id, extra, from_at, until_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${teamId}::uuid, ${extra}, ${from}, ${until})`;
  return { id, extra, from, until };
}

/** Ends an exception before its time. What is in progress stays. */
export async function endException(tenant: TenantTransaction, { id, from }: WipException, at: Date): Promise<void> {
  const until = new Date(Math.max(at.getTime(), from.getTime() + 1));
  await tenant.sql.$executeRaw`
    UPDATE wip_exception SET until_at = ${until} WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid`;
}
