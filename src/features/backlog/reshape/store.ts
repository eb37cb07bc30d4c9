import type { TenantTransaction } from '../../../database/connection/tenant.ts';

/** Whoever wants one item wants the other, too: once per person. */
export async function copySupport({ organizationId, sql }: TenantTransaction, fromId: string, toId: string): Promise<void> {
  await sql.$executeRaw`
    INSERT INTO support (organization_id, subject_type, subject_id, member_id, at)
    SELECT s.organization_id, 'item', ${toId}::uuid, s.member_id, s.at FROM support s
    WHERE s.organization_id = ${organizationId}::uuid AND s.subject_type = 'item' AND s.subject_id = ${fromId}::uuid
    ON CONFLICT (organization_id, subject_type, subject_id, member_id) DO NOTHING`;
}

/** Gives one item the other's words of the stream's list. @returns all that it has now; null when nothing was new */
export async function copyTags({ organizationId, sql }: TenantTransaction, fromId: string, toId: string): Promise<string[] | null> {
  const fresh = await sql.$executeRaw`
    INSERT INTO item_tag (organization_id, item_id, tag_id)
    SELECT t.organization_id, ${toId}::uuid, t.tag_id FROM item_tag t
    WHERE t.organization_id = ${organizationId}::uuid AND t.item_id = ${fromId}::uuid
    ON CONFLICT (organization_id, item_id, tag_id) DO NOTHING`;
  if (fresh === 0) return null;
  const rows = await sql.$queryRaw<{ id: string }[]>`
    SELECT t.tag_id AS id FROM item_tag t
    WHERE t.organization_id = ${organizationId}::uuid AND t.item_id = ${toId}::uuid
    ORDER BY t.tag_id`;
  return rows.map((row) => row.id);
}
