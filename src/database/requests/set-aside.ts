import { v7 as newId } from 'uuid';
import type { TenantTransaction } from '../connection/tenant.ts';

/** As long as a form: what is set aside is what somebody typed into one. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** What a person typed and has not decided on yet. */
export interface SetAside {
  /** The action that goes on with it. */
  readonly action: string;
  readonly values: unknown;
}

/** Keeps what a person typed while a question about it is open. It stands beside their open forms. */
export async function setAside(tenant: TenantTransaction, memberId: string, kept: SetAside, now: Date): Promise<string> {
  const id = newId();
  // Shaped like a form's draft, so that nothing that meets it there is surprised.
  const data = { reply: { type: 'form', form: kept.action, data: {} }, held: kept.values };
  const expires = new Date(now.getTime() + KEPT_MS);
  await tenant.sql.$executeRaw`
    INSERT INTO form_draft (organization_id, id, member_id, form, data, expires_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${memberId}::uuid, ${kept.action}, ${JSON.stringify(data)}::jsonb, ${expires})`;
  return id;
}

/** Which action goes on with what was set aside; null when it was taken, belongs to somebody else, or is older than a day. */
export async function findSetAside(tenant: TenantTransaction, memberId: string, id: string, now: Date): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ form: string }[]>`
    SELECT form FROM form_draft
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid AND member_id = ${memberId}::uuid AND expires_at > ${now}
      AND data ? 'held'`;
  return row?.form ?? null;
}

/** Hands out what was set aside for an action, once. */
export async function takeSetAside(
  tenant: TenantTransaction,
  memberId: string,
  id: string,
  action: string,
  now: Date,
): Promise<{ readonly values: unknown } | null> {
  const [row] = await tenant.sql.$queryRaw<{ values: unknown }[]>`
    DELETE FROM form_draft
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid AND member_id = ${memberId}::uuid AND form = ${action}
      AND expires_at > ${now}
      AND data ? 'held'
    RETURNING data->'held' AS values`;
  return row ?? null;
}
