import { v7 as newId } from 'uuid';
import type { Database, Sql } from '../connection/database.ts';
import { fragment } from '../connection/fragment.ts';
import { isUnnamed, nameMembers, storedName, UNNAMED } from './member-names.ts';

// Team `t` of organization `o`, with its streams in its order.
const TEAM = fragment`
  jsonb_build_object('id', t.id, 'name', t.name, 'streamIds',
    (SELECT coalesce(jsonb_agg(ts.stream_id ORDER BY ts.position), '[]')
     FROM team_stream ts WHERE ts.organization_id = o.id AND ts.team_id = t.id))`;

/** Who sent something and from where, in the platform's ids. */
export interface ExternalSender {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
  readonly userName: string;
  readonly placeId: string;
}

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly streamIds: readonly string[];
}

/** What the database knows of a sender. */
export interface Identified {
  readonly now: Date;
  readonly organization: { readonly id: string; readonly name: string; readonly zone: string; readonly setupAt: Date | null };
  /** Platforms that do not take our token, so that nothing is announced there. */
  readonly suspended: readonly { readonly platform: string; readonly code: string }[];
  readonly member: {
    readonly id: string;
    readonly name: string;
    readonly isAdmin: boolean;
    readonly isLeader: boolean;
    readonly chosenTeamId: string | null;
    readonly owns: readonly string[];
    readonly teams: readonly TeamRow[];
  };
  readonly place: {
    readonly name: string;
    readonly team: TeamRow | null;
    readonly streamId: string | null;
    readonly portfolio: boolean;
  } | null;
}

interface Row {
  readonly now: Date;
  readonly organization: { id: string; name: string; zone: string; setupAt: string | null };
  readonly suspended: Identified['suspended'];
  readonly member: Identified['member'] | null;
  readonly place: Identified['place'];
}

/**
 * One read tells organization, person, roles, teams and place. The first contact of a workspace or a person is stored.
 *
 * @param adopt a single-workspace installation: an unknown workspace takes the only organization that has none yet (an
 *   import came first). With many workspaces this would hand one customer's data to another, so it is off there.
 */
export async function identify(database: Database, sender: ExternalSender, adopt: boolean): Promise<Identified> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const row = await find(database.sql, sender);
    if (row?.member) {
      const { id, name } = row.member;
      const given = storedName(sender.userName);
      if (given !== UNNAMED && given !== name && isUnnamed(name, sender.userId)) {
        await nameMembers(database.sql, row.organization.id, [{ id, was: name, name: given }]);
        continue;
      }
      const { setupAt } = row.organization;
      return { ...row, member: row.member, organization: { ...row.organization, setupAt: setupAt === null ? null : new Date(setupAt) } };
    }
    if (row) await addMember(database, row.organization.id, sender);
    else await addWorkspace(database, sender, adopt);
  }
  throw new Error('The sender could not be stored.');
}

async function find(sql: Sql, sender: ExternalSender): Promise<Row | undefined> {
  const [row] = await sql.$queryRaw<Row[]>`
    SELECT clock_timestamp() AS now,
      jsonb_build_object('id', o.id, 'name', o.name, 'zone', o.zone, 'setupAt', o.setup_at) AS organization,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('platform', d.platform, 'code', d.suspended_code) ORDER BY d.platform), '[]')
        FROM workspace d WHERE d.organization_id = o.id AND d.suspended_at IS NOT NULL) AS suspended,
      CASE WHEN m.id IS NULL THEN NULL ELSE jsonb_build_object(
        'id', m.id, 'name', m.name, 'isAdmin', m.is_admin, 'isLeader', m.is_leader, 'chosenTeamId', m.chosen_team_id,
        'owns', (SELECT coalesce(jsonb_agg(v.id ORDER BY v.key), '[]') FROM value_stream v
          WHERE v.organization_id = o.id AND v.owner_id = m.id),
        'teams', (SELECT coalesce(jsonb_agg(${TEAM} ORDER BY t.name), '[]')
          FROM team_member tm JOIN team t ON t.organization_id = tm.organization_id AND t.id = tm.team_id
          WHERE tm.organization_id = o.id AND tm.member_id = m.id)
      ) END AS member,
      CASE WHEN p.external_id IS NULL THEN NULL
        ELSE jsonb_build_object('name', p.name, 'streamId', p.stream_id, 'portfolio', p.portfolio, 'team',
        (SELECT ${TEAM}
          FROM team t WHERE t.organization_id = o.id AND t.id = p.team_id)
      ) END AS place
    FROM workspace w
    JOIN organization o ON o.id = w.organization_id
    LEFT JOIN account a ON a.organization_id = o.id AND a.platform = w.platform AND a.external_team = w.external_id
      AND a.external_user = ${sender.userId}
    LEFT JOIN member m ON m.organization_id = o.id AND m.id = a.member_id
    LEFT JOIN place p ON p.organization_id = o.id AND p.platform = w.platform AND p.external_id = ${sender.placeId}
    WHERE w.platform = ${sender.platform} AND w.external_id = ${sender.workspaceId}`;
  return row;
}

async function addMember(database: Database, organizationId: string, sender: ExternalSender): Promise<void> {
  await addMembers(database, organizationId, sender.platform, sender.workspaceId, [{ externalUser: sender.userId, name: sender.userName }]);
}

/** Stores people seen for the first time. Two requests at once make one person: the account's key decides. */
export async function addMembers(
  database: Database,
  organizationId: string,
  platform: string,
  workspaceId: string,
  people: readonly { readonly externalUser: string; readonly name: string }[],
): Promise<void> {
  const rows = people.map((one) => ({ id: newId(), name: storedName(one.name), external_user: one.externalUser }));
  await database.transaction(async (sql) => {
    // The organization's row orders first contacts, so that no member is left without an account.
    const there = await sql.$queryRaw<unknown[]>`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
    // The workspace has just moved to another organization: the caller looks again.
    if (there.length === 0) return;
    await sql.$executeRaw`
      WITH fresh AS (
        SELECT x.id, x.name, x.external_user
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(id uuid, name text, external_user text)
        WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.organization_id = ${organizationId}::uuid AND a.platform = ${platform}
          AND a.external_team = ${workspaceId} AND a.external_user = x.external_user)
      ), people AS (
        INSERT INTO member (organization_id, id, name, created_at) SELECT ${organizationId}::uuid, id, name, clock_timestamp() FROM fresh
      )
      INSERT INTO account (organization_id, platform, external_team, external_user, member_id)
      SELECT ${organizationId}::uuid, ${platform}, ${workspaceId}, external_user, id FROM fresh`;
  });
}

async function addWorkspace(database: Database, sender: ExternalSender, adopt: boolean): Promise<void> {
  await database.transaction(async (sql) => {
    // First contacts are rare: one at a time for the whole database.
    await sql.$executeRaw`SELECT pg_advisory_xact_lock(7210445120)`;
    const taken = await sql.$queryRaw<unknown[]>`
      SELECT 1 AS one FROM workspace WHERE platform = ${sender.platform} AND external_id = ${sender.workspaceId}`;
    if (taken.length > 0) return;
    const waiting = adopt
      ? await sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM organization o WHERE NOT EXISTS (SELECT 1 FROM workspace w WHERE w.organization_id = o.id) LIMIT 2`
      : [];
    const organizationId = waiting.length === 1 && waiting[0] ? waiting[0].id : await addOrganization(sql);
    await sql.$executeRaw`
      INSERT INTO workspace (platform, external_id, organization_id, created_at)
      VALUES (${sender.platform}, ${sender.workspaceId}, ${organizationId}::uuid, clock_timestamp())`;
  });
}

/** A new organization, not set up yet. */
export async function addOrganization(sql: Sql, name = 'New organization', zone = 'UTC'): Promise<string> {
  const id = newId();
  await sql.$executeRaw`INSERT INTO organization (id, name, zone, created_at) VALUES (${id}::uuid, ${name}, ${zone}, clock_timestamp())`;
  return id;
}
