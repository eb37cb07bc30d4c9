import type { Tenant } from './tenant.ts';

/** Somebody by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Who decides on the portfolio, by name. */
export async function listLeaders(tenant: Tenant): Promise<Named[]> {
  return tenant.sql.$queryRaw<Named[]>`
    SELECT id, name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND is_leader ORDER BY name LIMIT 20`;
}

/** The member of an id in this organization, or null. */
export async function findMember(tenant: Tenant, id: string): Promise<Named | null> {
  const [row] = await tenant.sql.$queryRaw<Named[]>`
    SELECT id, name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND merged_into IS NULL AND id = ${id}::uuid`;
  return row ?? null;
}
