import type { Tenant } from '../connection/tenant.ts';

/** Names of the organization's admins. */
export async function adminNames(tenant: Tenant): Promise<string[]> {
  const rows = await tenant.sql.$queryRaw<{ name: string }[]>`
    SELECT name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND is_admin ORDER BY name`;
  return rows.map((row) => row.name);
}
