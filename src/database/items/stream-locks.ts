import { Superseded } from '../connection/sql-error.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import { itemIdOfKey } from './item-parts.ts';

/** Whatever WIP, order or state depends on is changed under this lock. Get one from `lockStreams` before you read anything. */
export interface StreamLock {
  readonly tenant: TenantTransaction;
  readonly streamIds: readonly string[];
}

/**
 * Takes the streams' row locks, in id order, and then the team's: every writer of WIP does so first. NO KEY UPDATE lets
 * items be added meanwhile (their foreign key asks for a KEY SHARE lock), which plain FOR UPDATE would not. Locks are sent
 * without waiting for them: a statement behind them is answered once they are had. Send what is read next at once, so that
 * the lock is not held while its answer is on the way.
 */
export async function lockStreams(tenant: TenantTransaction, streamIds: readonly string[], teamId?: string): Promise<StreamLock> {
  tenant.sql.$sendRaw`
    SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id = ANY(${[...streamIds]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  if (teamId !== undefined) lockTeam(tenant, teamId);
  return { tenant, streamIds };
}

function lockTeam({ organizationId, sql }: TenantTransaction, teamId: string): void {
  sql.$sendRaw`SELECT id FROM team WHERE organization_id = ${organizationId}::uuid AND id = ${teamId}::uuid FOR NO KEY UPDATE`;
}

/**
 * Takes the locks of the streams that a team pulls from at this moment, and then the team's. What the request read about the team may
 * be out of date: an admin may have given it another stream in the meantime.
 */
export async function lockStreamsOfTeam(tenant: TenantTransaction, teamId: string): Promise<StreamLock> {
  const { organizationId, sql } = tenant;
  // The team's row comes once the streams' are counted, which is after they were locked.
  const rows = await sql.$queryRaw<{ id: string }[]>`
    WITH streams AS MATERIALIZED (
      SELECT v.id FROM value_stream v WHERE v.organization_id = ${organizationId}::uuid
        AND v.id IN (SELECT ts.stream_id FROM team_stream ts WHERE ts.organization_id = ${organizationId}::uuid
          AND ts.team_id = ${teamId}::uuid)
      ORDER BY v.id FOR NO KEY UPDATE OF v
    ), team AS MATERIALIZED (
      SELECT t.id FROM team t
      WHERE t.organization_id = ${organizationId}::uuid AND t.id = ${teamId}::uuid AND (SELECT count(*) FROM streams) >= 0
      FOR NO KEY UPDATE OF t
    )
    SELECT s.id FROM streams s CROSS JOIN (SELECT count(*) FROM team) AS locked`;
  return { tenant, streamIds: rows.map((row) => row.id) };
}

/**
 * What was read under a lock must be what the lock covers.
 *
 * @throws Superseded when a stream was added while we waited for the lock: the transaction then runs again
 */
export function requireCovered(lock: StreamLock, streamIds: readonly string[]): void {
  if (streamIds.some((id) => !lock.streamIds.includes(id))) throw new Superseded();
}

/** Takes the lock of the stream that an item is in; null when there is no such item. */
export async function lockStreamOfItem(
  tenant: TenantTransaction,
  item: { readonly id: string } | { readonly key: string },
  teamId?: string,
): Promise<StreamLock | null> {
  const locked =
    'id' in item
      ? tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id =
            (SELECT stream_id FROM item WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${item.id}::uuid) FOR NO KEY UPDATE`
      : tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id =
            (SELECT stream_id FROM item
             WHERE organization_id = ${tenant.organizationId}::uuid
               AND id = ${itemIdOfKey(tenant.organizationId, item.key)}) FOR NO KEY UPDATE`;
  if (teamId !== undefined) lockTeam(tenant, teamId);
  const [row] = await locked;
  return row ? { tenant, streamIds: [row.id] } : null;
}
