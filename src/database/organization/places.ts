import type { Tenant } from '../connection/tenant.ts';

/** A place by the platform's names. */
export interface PlaceName {
  readonly platform: string;
  readonly externalId: string;
}

/** Where to write to a person, on this platform if they have an account there; null if they have none anywhere. */
export async function placeOfPerson(tenant: Tenant, memberId: string, platform: string): Promise<PlaceName | null> {
  const [row] = await tenant.sql.$queryRaw<PlaceName[]>`
    SELECT a.platform, a.external_user AS "externalId" FROM account a
    WHERE a.organization_id = ${tenant.organizationId}::uuid AND a.member_id = ${memberId}::uuid
    ORDER BY a.platform = ${platform} DESC, a.external_team LIMIT 1`;
  return row ?? null;
}

/** The place that is linked to a stream, on a platform if there is one there. */
export async function placeOfStream(tenant: Tenant, streamId: string, platform: string): Promise<PlaceName | null> {
  const [row] = await tenant.sql.$queryRaw<PlaceName[]>`
    SELECT p.platform, p.external_id AS "externalId" FROM place p
    WHERE p.organization_id = ${tenant.organizationId}::uuid AND p.stream_id = ${streamId}::uuid
    ORDER BY p.announces DESC, p.platform = ${platform} DESC, p.external_id LIMIT 1`;
  return row ?? null;
}
