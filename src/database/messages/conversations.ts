import type { Database } from '../connection/database.ts';
import { fragment } from '../connection/fragment.ts';

// Conversation `c` of workspace `w`.
const CONVERSATION = fragment`
  SELECT c.external_id AS "externalId", c.service_url AS "serviceUrl", c.external_user AS "externalUser", c.bot_id AS "botId"
  FROM workspace w JOIN conversation c ON c.organization_id = w.organization_id AND c.platform = w.platform`;

/** Where a conversation is reached. */
export interface Conversation {
  readonly externalId: string;
  readonly serviceUrl: string;
  /** The person of a direct chat; empty elsewhere. */
  readonly externalUser: string;
  readonly botId: string;
}

/** A workspace by the platform's own name; its organization is the tenant of everything here. */
export interface WorkspaceName {
  readonly platform: string;
  readonly workspaceId: string;
}

/**
 * Keeps where a conversation is reached, unless a newer one is kept. That it was merely seen again is written rarely.
 *
 * @returns false when the workspace has no organization yet: then nothing is kept
 */
export async function keepConversation(database: Database, of: WorkspaceName, conversation: Conversation, seenAt: Date): Promise<boolean> {
  const { externalId, serviceUrl, externalUser, botId } = conversation;
  const [row] = await database.sql.$queryRaw<{ known: boolean }[]>`
    WITH home AS (SELECT organization_id FROM workspace WHERE platform = ${of.platform} AND external_id = ${of.workspaceId}),
    kept AS (
      INSERT INTO conversation AS c (organization_id, platform, external_id, service_url, external_team, external_user, bot_id, seen_at)
      SELECT organization_id, ${of.platform}, ${externalId}, ${serviceUrl}, ${of.workspaceId}, ${externalUser}, ${botId}, ${seenAt}
      FROM home
      ON CONFLICT (organization_id, platform, external_id) DO UPDATE
      SET service_url = excluded.service_url, external_user = excluded.external_user, bot_id = excluded.bot_id, seen_at = excluded.seen_at
      WHERE excluded.seen_at >= c.seen_at AND (c.service_url <> excluded.service_url OR c.external_user <> excluded.external_user
        OR c.bot_id <> excluded.bot_id OR c.seen_at < excluded.seen_at - interval '10 minutes'))
    SELECT EXISTS (SELECT 1 FROM home) AS known`;
  return row?.known ?? false;
}

/** The conversation of that id, else the newest direct chat with the person of that id; null when the bot was in neither. */
export async function findConversation(database: Database, of: WorkspaceName, placeId: string): Promise<Conversation | null> {
  const [row] = await database.sql.$queryRaw<Conversation[]>`
    ${CONVERSATION}
    WHERE w.platform = ${of.platform} AND w.external_id = ${of.workspaceId} AND c.external_team = w.external_id
      AND (c.external_id = ${placeId} OR c.external_user = ${placeId})
    ORDER BY (c.external_id = ${placeId}) DESC, c.seen_at DESC LIMIT 1`;
  return row ?? null;
}

/** The conversation that was seen last in the workspace; null when there is none. */
export async function anyConversation(database: Database, of: WorkspaceName): Promise<Conversation | null> {
  const [row] = await database.sql.$queryRaw<Conversation[]>`
    ${CONVERSATION}
    WHERE w.platform = ${of.platform} AND w.external_id = ${of.workspaceId} AND c.external_team = w.external_id
    ORDER BY c.seen_at DESC LIMIT 1`;
  return row ?? null;
}

/** Forgets a conversation, unless it was seen after that time: then the bot was taken out before it came back. */
export async function forgetConversation(database: Database, of: WorkspaceName, externalId: string, until: Date): Promise<void> {
  await database.sql.$executeRaw`
    DELETE FROM conversation c USING workspace w
    WHERE w.platform = ${of.platform} AND w.external_id = ${of.workspaceId} AND c.organization_id = w.organization_id
      AND c.platform = w.platform AND c.external_id = ${externalId} AND c.seen_at <= ${until}`;
}
