import type { TenantTransaction } from '../connection/tenant.ts';
import { changeEpic } from '../epics/epic-changes.ts';
import { findEpic } from '../epics/epics.ts';
import type { Change } from '../events/change.ts';
import { logEvent } from '../events/events.ts';

/**
 * Makes two members one: the one known longer stays, with the roles, teams, streams and accounts of both. The other's row stays as
 * the name under which things were done before: events are never edited. The caller holds both rows, and made sure that both agree.
 *
 * @returns the one who stays
 */
export async function mergeMembers(tenant: TenantTransaction, ids: readonly [string, string], change: Change): Promise<string> {
  const { organizationId, sql } = tenant;
  // Ids are ordered by time.
  const [stays, goes] = [...ids].sort() as [string, string];
  await sql.$executeRaw`
    UPDATE member s
    SET is_admin = s.is_admin OR g.is_admin, is_leader = s.is_leader OR g.is_leader,
      chosen_team_id = coalesce(s.chosen_team_id, g.chosen_team_id)
    FROM member g
    WHERE s.organization_id = ${organizationId}::uuid AND s.id = ${stays}::uuid
      AND g.organization_id = s.organization_id AND g.id = ${goes}::uuid`;
  await sql.$executeRaw`
    UPDATE member SET is_admin = false, is_leader = false, chosen_team_id = NULL, merged_into = ${stays}::uuid
    WHERE organization_id = ${organizationId}::uuid AND id = ${goes}::uuid`;
  // Who was merged before goes along.
  await sql.$executeRaw`
    UPDATE member SET merged_into = ${stays}::uuid WHERE organization_id = ${organizationId}::uuid AND merged_into = ${goes}::uuid`;
  await sql.$executeRaw`
    UPDATE account SET member_id = ${stays}::uuid WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  await sql.$executeRaw`
    INSERT INTO team_member (organization_id, team_id, member_id)
    SELECT organization_id, team_id, ${stays}::uuid FROM team_member
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid
    ON CONFLICT DO NOTHING`;
  await sql.$executeRaw`DELETE FROM team_member WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  await sql.$executeRaw`
    UPDATE value_stream SET owner_id = ${stays}::uuid WHERE organization_id = ${organizationId}::uuid AND owner_id = ${goes}::uuid`;
  // Wanting the same thing twice is wanting it once.
  await sql.$executeRaw`
    INSERT INTO support (organization_id, subject_type, subject_id, member_id, at)
    SELECT organization_id, subject_type, subject_id, ${stays}::uuid, at FROM support
    WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid
    ON CONFLICT DO NOTHING`;
  await sql.$executeRaw`DELETE FROM support WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  await sql.$executeRaw`
    UPDATE form_draft SET member_id = ${stays}::uuid WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  await sql.$executeRaw`
    DELETE FROM door_code
    WHERE organization_id = ${organizationId}::uuid AND (member_id = ANY(${[...ids]}::uuid[]) OR typed_by = ANY(${[...ids]}::uuid[]))
      AND kind = 'person'`;
  await sql.$executeRaw`
    UPDATE door_code SET member_id = ${stays}::uuid WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  await sql.$executeRaw`DELETE FROM code_try WHERE organization_id = ${organizationId}::uuid AND member_id = ${goes}::uuid`;
  const owned = await sql.$queryRaw<{ id: string }[]>`
    SELECT id FROM epic WHERE organization_id = ${organizationId}::uuid AND owner_id = ${goes}::uuid ORDER BY id`;
  for (const { id } of owned) {
    const epic = await findEpic(tenant, id);
    if (epic) await changeEpic(tenant, epic, { kind: 'edited', data: { ownerId: stays } }, change);
  }
  await logEvent(tenant, { type: 'member', id: stays }, 'accounts joined', { memberId: goes }, change);
  return stays;
}
