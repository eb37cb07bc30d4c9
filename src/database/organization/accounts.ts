import { isId } from '../../model/text/id.ts';
import type { Database } from '../connection/database.ts';
import { fragment } from '../connection/fragment.ts';
import { addMembers, type ExternalSender } from './identify.ts';
import { isUnnamed, nameMembers, UNNAMED } from './member-names.ts';

// Accounts `a` of workspace `w`.
const ACCOUNTS = fragment`
  FROM workspace w
  JOIN account a ON a.organization_id = w.organization_id AND a.platform = w.platform AND a.external_team = w.external_id`;
// Member `m` whose account `a` is.
const MEMBER = fragment`JOIN member m ON m.organization_id = a.organization_id AND m.id = a.member_id`;

/**
 * The members behind a platform's user ids. People who were never seen before are stored. In an unknown workspace there are no members:
 * nobody is asked for names, and nothing is stored.
 *
 * @param askNames names of those who have none yet, as far as the platform tells; the others get theirs when they write to the bot
 */
export async function membersOf(
  database: Database,
  { platform, workspaceId }: Pick<ExternalSender, 'platform' | 'workspaceId'>,
  externalUsers: readonly string[],
  askNames: (externalUsers: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<ReadonlyMap<string, string>> {
  if (externalUsers.length === 0) return new Map();
  const [workspace] = await database.sql.$queryRaw<{ organization_id: string }[]>`
    SELECT organization_id FROM workspace WHERE platform = ${platform} AND external_id = ${workspaceId}`;
  if (!workspace) return new Map();
  const organizationId = workspace.organization_id;
  const find = () => findMembers(database, organizationId, platform, workspaceId, externalUsers);
  const found = await find();
  const unnamed = externalUsers.filter((one) => isUnnamed(found.get(one)?.name ?? UNNAMED, one));
  if (unnamed.length === 0) return idsOf(found);
  const names = await askNames(unnamed);
  await nameMembers(
    database.sql,
    organizationId,
    [...found].map(([externalUser, { id, name }]) => ({ id, was: name, name: names.get(externalUser) ?? name })),
  );
  const missing = unnamed.filter((one) => !found.has(one));
  if (missing.length === 0) return idsOf(found);
  await addMembers(
    database,
    organizationId,
    platform,
    workspaceId,
    missing.map((externalUser) => ({ externalUser, name: names.get(externalUser) ?? '' })),
  );
  return idsOf(await find());
}

type Found = ReadonlyMap<string, { readonly id: string; readonly name: string }>;

async function findMembers(
  database: Database,
  organizationId: string,
  platform: string,
  workspaceId: string,
  externalUsers: readonly string[],
): Promise<Found> {
  const rows = await database.sql.$queryRaw<{ external_user: string; id: string; name: string }[]>`
    SELECT a.external_user, m.id, m.name FROM account a ${MEMBER}
    WHERE a.organization_id = ${organizationId}::uuid AND a.platform = ${platform}
      AND a.external_team = ${workspaceId} AND a.external_user = ANY(${[...externalUsers]}::text[])`;
  return new Map(rows.map(({ external_user, id, name }) => [external_user, { id, name }]));
}

function idsOf(found: Found): ReadonlyMap<string, string> {
  return new Map([...found].map(([externalUser, { id }]) => [externalUser, id]));
}

/** A platform's user ids of members, to fill in a form's people; what is no member's id has none. */
export async function accountsOf(
  database: Database,
  platform: string,
  workspaceId: string,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  // An answer that is drawn again with its errors may be empty, or anything.
  const ids = memberIds.filter(isId);
  if (ids.length === 0) return new Map();
  const rows = await database.sql.$queryRaw<{ external_user: string; member_id: string }[]>`
    SELECT a.external_user, a.member_id ${ACCOUNTS}
    WHERE w.platform = ${platform} AND w.external_id = ${workspaceId} AND a.member_id = ANY(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.member_id, row.external_user]));
}

/** Names of the people behind a platform's user ids, as far as they are known. */
export async function namesOf(
  database: Database,
  platform: string,
  workspaceId: string,
  externalUsers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (externalUsers.length === 0) return new Map();
  const rows = await database.sql.$queryRaw<{ external_user: string; name: string }[]>`
    SELECT a.external_user, m.name ${ACCOUNTS}
    ${MEMBER}
    WHERE w.platform = ${platform} AND w.external_id = ${workspaceId} AND a.external_user = ANY(${[...externalUsers]}::text[])`;
  return new Map(rows.map((row) => [row.external_user, row.name]));
}

/** Everybody of the workspace's organization who has an account there, by member id and name. */
export async function everybody(
  database: Database,
  platform: string,
  workspaceId: string,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  return database.sql.$queryRaw<{ value: string; text: string }[]>`
    SELECT m.id::text AS value, m.name AS text ${ACCOUNTS}
    ${MEMBER}
    WHERE w.platform = ${platform} AND w.external_id = ${workspaceId} ORDER BY m.name, m.id LIMIT 500`;
}
