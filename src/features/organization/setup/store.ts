import { v7 as newId } from 'uuid';
import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import { MEMBERS_BY_NAME } from '../../../database/organization/people-parts.ts';
import type { StageDraft } from './stages.ts';

export interface MemberName {
  readonly id: string;
  readonly name: string;
}

export interface PlaceRow {
  readonly externalId: string;
  readonly name: string;
  readonly teamName: string | null;
  readonly streamName: string | null;
  readonly portfolio: boolean;
}

/** Who has roles, which places are linked, and which questions of setup were answered. */
export interface SetupRead {
  readonly admins: readonly MemberName[];
  readonly leaders: readonly MemberName[];
  readonly places: readonly PlaceRow[];
  /** Kinds of the organization's events. */
  readonly said: readonly string[];
}

export async function readSetup(tenant: Tenant): Promise<SetupRead> {
  const [row] = await tenant.sql.$queryRaw<SetupRead[]>`
    SELECT (SELECT ${MEMBERS_BY_NAME} FROM member m
        WHERE m.organization_id = ${tenant.organizationId}::uuid AND m.is_admin) AS admins,
      (SELECT ${MEMBERS_BY_NAME} FROM member m
        WHERE m.organization_id = ${tenant.organizationId}::uuid AND m.is_leader) AS leaders,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('externalId', p.external_id, 'name', p.name, 'teamName', t.name, 'streamName',
            v.name, 'portfolio', p.portfolio) ORDER BY p.name), '[]')
        FROM place p LEFT JOIN team t ON t.organization_id = p.organization_id AND t.id = p.team_id
        LEFT JOIN value_stream v ON v.organization_id = p.organization_id AND v.id = p.stream_id
        WHERE p.organization_id = ${tenant.organizationId}::uuid) AS places,
      (SELECT coalesce(jsonb_agg(DISTINCT e.kind), '[]') FROM event e
        WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'organization') AS said`;
  return row ?? { admins: [], leaders: [], places: [], said: [] };
}

/** Names the organization. The first to do so finishes setup and becomes admin; false when somebody else just did. */
export async function nameOrganization(
  tenant: TenantTransaction,
  memberId: string,
  name: string,
  zone: string,
  now: Date,
  first: boolean,
): Promise<boolean> {
  const changed = await tenant.sql.$executeRaw`
    UPDATE organization SET name = ${name}, zone = ${zone}, setup_at = coalesce(setup_at, ${now})
    WHERE id = ${tenant.organizationId}::uuid AND (setup_at IS NULL) = ${first}`;
  if (changed === 0) return false;
  if (first) {
    await tenant.sql
      .$executeRaw`UPDATE member SET is_admin = true WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${memberId}::uuid`;
  }
  return true;
}

/** Which of these members exist in the organization. */
export async function knownMembers(tenant: Tenant, ids: readonly string[]): Promise<string[]> {
  const rows = await tenant.sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND merged_into IS NULL AND id = ANY(${[...ids]}::uuid[])`;
  return rows.map((row) => row.id);
}

export interface StreamDraft {
  readonly name: string;
  readonly key: string;
  readonly ownerId: string | null;
  readonly doneMeans: string;
  readonly wipLimit: number | null;
}

/** Adds a stream; null when its key is taken. */
export async function insertStream(
  tenant: TenantTransaction,
  draft: StreamDraft,
  stages: readonly StageDraft[],
  now: Date,
): Promise<string | null> {
  const id = newId();
  const added = await tenant.sql.$executeRaw`
    INSERT INTO value_stream (organization_id, id, key, name, owner_id, done_means, wip_limit, created_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${draft.key}, ${draft.name}, ${draft.ownerId}::uuid, ${draft.doneMeans},
      ${draft.wipLimit}, ${now})
    ON CONFLICT (organization_id, key) DO NOTHING`;
  if (added === 0) return null;
  await writeStages(tenant, id, stages);
  return id;
}

/** Changes a stream but not its key: items carry it. */
export async function updateStream(tenant: TenantTransaction, id: string, draft: StreamDraft): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE value_stream
    SET name = ${draft.name}, owner_id = ${draft.ownerId}::uuid, done_means = ${draft.doneMeans}, wip_limit = ${draft.wipLimit}
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid`;
}

/** How many items are in each stage of a stream, by stage name; empty stages are left out. */
export async function stagesInUse(tenant: Tenant, streamId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tenant.sql.$queryRaw<{ name: string; items: number }[]>`
    SELECT s.name, count(*)::int AS items FROM stage s JOIN item i ON i.organization_id = s.organization_id
      AND i.stream_id = s.stream_id AND i.stage_id = s.id
    WHERE s.organization_id = ${tenant.organizationId}::uuid AND s.stream_id = ${streamId}::uuid GROUP BY s.name`;
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.items]));
}

/** Makes a stream's stages these, in this order. Stages keep their identity by name; the caller made sure that dropped ones are empty. */
export async function writeStages(tenant: TenantTransaction, streamId: string, stages: readonly StageDraft[]): Promise<void> {
  const { organizationId, sql } = tenant;
  // Postgres and JavaScript do not agree on small letters (İ), so Postgres judges both sides.
  const names = stages.map((stage) => stage.name);
  await sql.$executeRaw`
    DELETE FROM stage WHERE organization_id = ${organizationId}::uuid AND stream_id = ${streamId}::uuid 
      AND NOT lower(name) IN (SELECT lower(kept) FROM unnest(${names}::text[]) AS kept)`;
  // Out of the way first: positions are unique, and an update checks them row by row.
  await sql.$executeRaw`
    UPDATE stage SET position = position + 1000 WHERE organization_id = ${organizationId}::uuid AND stream_id = ${streamId}::uuid`;
  for (const [position, stage] of stages.entries()) {
    const kept = await sql.$executeRaw`
      UPDATE stage SET name = ${stage.name}, kind = ${stage.kind}, position = ${position}
      WHERE organization_id = ${organizationId}::uuid AND stream_id = ${streamId}::uuid AND lower(name) = lower(${stage.name})`;
    if (kept === 0) {
      await sql.$executeRaw`
        INSERT INTO stage (organization_id, stream_id, id, name, kind, position)
        VALUES (${organizationId}::uuid, ${streamId}::uuid, ${newId()}::uuid, ${stage.name}, ${stage.kind}, ${position})`;
    }
  }
}

export interface TeamDraft {
  readonly name: string;
  readonly wipLimit: number;
  readonly streamIds: readonly string[];
  readonly memberIds: readonly string[];
}

/** Adds a team, or changes the one of that id; null when another team has the name. */
export async function saveTeam(tenant: TenantTransaction, id: string | undefined, draft: TeamDraft, now: Date): Promise<string | null> {
  const { organizationId, sql } = tenant;
  const teamId = id ?? newId();
  const taken = await sql.$queryRaw<unknown[]>`
    SELECT 1 AS one FROM team
    WHERE organization_id = ${organizationId}::uuid AND lower(name) = lower(${draft.name}) AND id <> ${teamId}::uuid`;
  if (taken.length > 0) return null;
  await sql.$executeRaw`
    INSERT INTO team (organization_id, id, name, wip_limit, created_at)
    VALUES (${organizationId}::uuid, ${teamId}::uuid, ${draft.name}, ${draft.wipLimit}, ${now})
    ON CONFLICT (organization_id, id) DO UPDATE SET name = excluded.name, wip_limit = excluded.wip_limit`;
  await sql.$executeRaw`DELETE FROM team_stream WHERE organization_id = ${organizationId}::uuid AND team_id = ${teamId}::uuid`;
  await sql.$executeRaw`
    INSERT INTO team_stream (organization_id, team_id, stream_id, position)
    SELECT ${organizationId}::uuid, ${teamId}::uuid, s.id, s.position
    FROM unnest(${[...draft.streamIds]}::uuid[]) WITH ORDINALITY AS s(id, position)`;
  await sql.$executeRaw`
    DELETE FROM team_member
    WHERE organization_id = ${organizationId}::uuid AND team_id = ${teamId}::uuid AND NOT member_id = ANY(${[...draft.memberIds]}::uuid[])`;
  await addToTeam(tenant, teamId, draft.memberIds);
  return teamId;
}

export async function addToTeam(tenant: TenantTransaction, teamId: string, memberIds: readonly string[]): Promise<void> {
  await tenant.sql.$executeRaw`
    INSERT INTO team_member (organization_id, team_id, member_id)
    SELECT ${tenant.organizationId}::uuid, ${teamId}::uuid, m.id FROM unnest(${[...memberIds]}::uuid[]) AS m(id) ON CONFLICT DO NOTHING`;
}

/** What a place may be linked to: a team, a stream, or the portfolio. */
export type LinkTarget = { readonly teamId: string } | { readonly streamId: string } | 'portfolio';

/** Links a place. A team's first place takes its announcements. */
export async function linkPlace(
  tenant: TenantTransaction,
  place: { readonly platform: string; readonly externalId: string; readonly name: string },
  target: LinkTarget,
  now: Date,
): Promise<void> {
  const { organizationId, sql } = tenant;
  const portfolio = target === 'portfolio';
  const teamId = !portfolio && 'teamId' in target ? target.teamId : null;
  const streamId = !portfolio && 'streamId' in target ? target.streamId : null;
  await unlinkPlace(tenant, place);
  await sql.$executeRaw`
    INSERT INTO place (organization_id, platform, external_id, name, team_id, stream_id, portfolio, announces, created_at)
    SELECT ${organizationId}::uuid, ${place.platform}, ${place.externalId}, ${place.name}, ${teamId}::uuid, ${streamId}::uuid, ${portfolio},
      NOT EXISTS (SELECT 1 FROM place p WHERE p.organization_id = ${organizationId}::uuid AND p.platform = ${place.platform}
        AND p.team_id = ${teamId}::uuid AND p.announces), ${now}`;
}

/** Takes a place's link away; another place of the same team, if there is one, takes over its announcements. */
export async function unlinkPlace(
  tenant: TenantTransaction,
  place: { readonly platform: string; readonly externalId: string },
): Promise<boolean> {
  const { organizationId, sql } = tenant;
  const gone = await sql.$queryRaw<{ team_id: string | null; announces: boolean }[]>`
    DELETE FROM place
    WHERE organization_id = ${organizationId}::uuid AND platform = ${place.platform}
      AND external_id = ${place.externalId} RETURNING team_id, announces`;
  const [row] = gone;
  if (row?.team_id && row.announces) {
    await sql.$executeRaw`
      UPDATE place SET announces = true WHERE organization_id = ${organizationId}::uuid AND platform = ${place.platform} AND external_id =
        (SELECT external_id FROM place
         WHERE organization_id = ${organizationId}::uuid AND platform = ${place.platform}
           AND team_id = ${row.team_id}::uuid ORDER BY created_at LIMIT 1)`;
  }
  return row !== undefined;
}

/**
 * Orders those who change the same thing of setup: a form is compared with what is there, and nobody changes that until it is saved. A
 * team is locked against people who join it, too; FOR UPDATE makes their foreign key wait.
 */
export async function lockForSetup(tenant: TenantTransaction, what: { readonly teamId: string } | 'organization'): Promise<void> {
  if (what === 'organization')
    await tenant.sql.$queryRaw`SELECT id FROM organization WHERE id = ${tenant.organizationId}::uuid FOR NO KEY UPDATE`;
  else
    await tenant.sql.$queryRaw`
      SELECT id FROM team WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${what.teamId}::uuid FOR UPDATE`;
}

/** Gives the roles to exactly these people. */
export async function writeRoles(tenant: TenantTransaction, adminIds: readonly string[], leaderIds: readonly string[]): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE member SET is_admin = (id = ANY(${[...adminIds]}::uuid[])), is_leader = (id = ANY(${[...leaderIds]}::uuid[]))
    WHERE organization_id = ${tenant.organizationId}::uuid`;
}

/** Makes one person a leader. */
export async function addLeader(tenant: TenantTransaction, memberId: string): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE member SET is_leader = true WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${memberId}::uuid`;
}

/** What became of the newest test message to a place; null when there was none. */
export async function readTest(
  tenant: Tenant,
  place: { readonly platform: string; readonly externalId: string },
): Promise<{ readonly state: string; readonly error: string | null } | null> {
  const [row] = await tenant.sql.$queryRaw<{ state: string; error: string | null }[]>`
    SELECT o.state, o.error FROM outbox o WHERE o.organization_id = ${tenant.organizationId}::uuid AND o.platform = ${place.platform}
      AND o.place_id = ${place.externalId} AND o.subject LIKE 'test:%' ORDER BY o.id DESC LIMIT 1`;
  return row ?? null;
}
