import type { Sql } from '../connection/database.ts';
import type { Tenant } from '../connection/tenant.ts';

/** A chat app's workspace, through which an organization is reached. */
export interface WorkspaceRow {
  readonly platform: string;
  readonly externalId: string;
}

/** The doors of an organization. */
export async function listWorkspaces({ organizationId, sql }: Tenant): Promise<WorkspaceRow[]> {
  return sql.$queryRaw<WorkspaceRow[]>`
    SELECT platform, external_id AS "externalId" FROM workspace
    WHERE organization_id = ${organizationId}::uuid
    ORDER BY platform, external_id`;
}

/** What an organization has made that could not be left behind. */
export interface Holdings {
  readonly streams: number;
  readonly teams: number;
  readonly items: number;
  readonly epics: number;
  readonly ideas: number;
  readonly decisions: number;
  readonly themes: number;
  readonly objectives: number;
}

export async function countHoldings({ organizationId, sql }: Tenant): Promise<Holdings> {
  const [row] = await sql.$queryRaw<Holdings[]>`
    SELECT (SELECT count(*)::int FROM value_stream x WHERE x.organization_id = ${organizationId}::uuid) AS streams,
      (SELECT count(*)::int FROM team x WHERE x.organization_id = ${organizationId}::uuid) AS teams,
      (SELECT count(*)::int FROM item x WHERE x.organization_id = ${organizationId}::uuid) AS items,
      (SELECT count(*)::int FROM epic x WHERE x.organization_id = ${organizationId}::uuid) AS epics,
      (SELECT count(*)::int FROM parked_idea x WHERE x.organization_id = ${organizationId}::uuid) AS ideas,
      (SELECT count(*)::int FROM decision x WHERE x.organization_id = ${organizationId}::uuid) AS decisions,
      (SELECT count(*)::int FROM theme x WHERE x.organization_id = ${organizationId}::uuid) AS themes,
      (SELECT count(*)::int FROM objective x WHERE x.organization_id = ${organizationId}::uuid) AS objectives`;
  return row ?? { streams: 0, teams: 0, items: 0, epics: 0, ideas: 0, decisions: 0, themes: 0, objectives: 0 };
}

/**
 * Locks two organizations, so that one can join the other: nothing can be added to the one that goes, and only one workspace at a
 * time joins the one that stays.
 */
export async function lockToJoin(sql: Sql, going: string, staying: string): Promise<void> {
  const lock = (id: string) =>
    id === going
      ? sql.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR UPDATE`
      : sql.$queryRaw`SELECT id FROM organization WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  for (const id of [going, staying].sort()) await lock(id);
}

/**
 * Moves a workspace to another organization, and deletes the one it belonged to, which holds no work. Its people are stored again when
 * they next write. The caller has locked both (`lockToJoin`) and checked. Rows that are left over keep the organization from being
 * deleted, so a table that is forgotten here can lose nothing.
 */
export async function moveWorkspace(sql: Sql, workspace: WorkspaceRow, going: string, staying: string): Promise<void> {
  await sql.$executeRaw`
    UPDATE workspace SET organization_id = ${staying}::uuid
    WHERE platform = ${workspace.platform} AND external_id = ${workspace.externalId}`;
  // Where its conversations stand goes with it; so does nothing else.
  await sql.$executeRaw`UPDATE conversation SET organization_id = ${staying}::uuid WHERE organization_id = ${going}::uuid`;
  // What points at something goes before it.
  await sql.$executeRaw`DELETE FROM door_code WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM code_try WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM form_draft WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM event WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM outbox WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM outbound_pace WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM posted_message WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM inbox WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM account WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM member WHERE organization_id = ${going}::uuid`;
  await sql.$executeRaw`DELETE FROM organization WHERE id = ${going}::uuid`;
}
