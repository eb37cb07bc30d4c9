import type { Tenant } from '../connection/tenant.ts';

/** Somebody by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who decides on the portfolio, by name. */
export async function listLeaders(tenant: Tenant): Promise<Named[]> {
  return tenant.sql.$queryRaw<Named[]>`
    SELECT id, name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND is_leader ORDER BY name`;
}

/** Leaders, and with them those who own a stream where these decide, too; by name. */
export async function listDeciders(tenant: Tenant, { owners }: { readonly owners: boolean }): Promise<Named[]> {
  return tenant.sql.$queryRaw<Named[]>`
    SELECT m.id, m.name FROM member m WHERE m.organization_id = ${tenant.organizationId}::uuid AND m.merged_into IS NULL
      AND (m.is_leader OR (${owners} AND EXISTS (
        SELECT 1 FROM value_stream v WHERE v.organization_id = m.organization_id AND v.owner_id = m.id)))
    ORDER BY m.is_leader DESC, m.name`;
}

/** The member of an id in this organization, or null. */
export async function findMember(tenant: Tenant, id: string): Promise<Named | null> {
  const [row] = await tenant.sql.$queryRaw<Named[]>`
    SELECT id, name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND merged_into IS NULL AND id = ${id}::uuid`;
  return row ?? null;
}
