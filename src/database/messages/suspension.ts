import type { Database, Sql } from '../connection/database.ts';
import type { ClaimedMessage, SendTime, Workspace } from './outbox.ts';

/** An account of an admin elsewhere, who can be told. */
export interface AdminAccount {
  readonly platform: string;
  readonly externalUser: string;
}

/**
 * Notes that the platform no longer takes our token. The message that found out is due again, and nothing more is sent with that token.
 *
 * @param code the platform's word for it
 * @returns the admins' accounts on other platforms; null when that token was known to be refused
 */
export async function suspend(
  database: Database,
  home: Workspace,
  claimed: ClaimedMessage,
  code: string,
  at: SendTime,
): Promise<readonly AdminAccount[] | null> {
  const token = home.token ?? '';
  return database.transaction(async (sql) => {
    const [before] = await sql.$queryRaw<{ token: string | null }[]>`
      SELECT suspended_token AS token FROM workspace WHERE platform = ${home.platform} AND external_id = ${home.externalId}
        AND organization_id = ${claimed.organizationId}::uuid FOR NO KEY UPDATE`;
    await sql.$executeRaw`
      UPDATE workspace SET suspended_at = coalesce(suspended_at, ${at}::timestamptz, clock_timestamp()),
        suspended_code = ${code}, suspended_token = ${token}
      WHERE platform = ${home.platform} AND external_id = ${home.externalId} AND organization_id = ${claimed.organizationId}::uuid`;
    await sql.$executeRaw`
      UPDATE outbox SET state = 'due', error = ${code}
      WHERE organization_id = ${claimed.organizationId}::uuid AND id = ${claimed.id}::uuid AND state = 'sending'
        AND attempt = ${claimed.attempt}`;
    return !before || before.token === token ? null : adminsElsewhere(sql, claimed.organizationId, home.platform);
  });
}

async function adminsElsewhere(sql: Sql, organizationId: string, platform: string): Promise<readonly AdminAccount[]> {
  return sql.$queryRaw<AdminAccount[]>`
    SELECT a.platform, a.external_user AS "externalUser" FROM account a
    JOIN member m ON m.organization_id = a.organization_id AND m.id = a.member_id
    WHERE a.organization_id = ${organizationId}::uuid AND m.is_admin AND m.merged_into IS NULL AND a.platform <> ${platform}
    ORDER BY a.platform, a.external_user`;
}

/**
 * A token was seen to work (a start): whatever was refused before, messages may go again.
 *
 * @returns whether the workspace had been suspended
 */
export async function liftSuspension({ sql }: Database, home: Workspace): Promise<boolean> {
  const lifted = await sql.$executeRaw`
    UPDATE workspace SET suspended_at = NULL, suspended_code = NULL, suspended_token = NULL
    WHERE platform = ${home.platform} AND external_id = ${home.externalId} AND suspended_token IS NOT NULL`;
  return lifted > 0;
}

/** Platforms make mistakes, too: after an hour, sending is tried again. If the token is refused again, nobody is told twice. */
export async function retrySuspended({ sql }: Database, home: Workspace): Promise<void> {
  await sql.$executeRaw`
    UPDATE workspace SET suspended_at = NULL
    WHERE platform = ${home.platform} AND external_id = ${home.externalId} AND suspended_at < clock_timestamp() - interval '1 hour'`;
}
