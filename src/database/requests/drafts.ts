import type { Database } from '../connection/database.ts';

const KEPT_MS = 24 * 60 * 60 * 1_000;

/** An open form: what it was shown with, and where its answer goes. */
export interface StoredDraft {
  readonly form: string;
  readonly data: unknown;
  readonly returnTo: string | null;
}

export async function saveDraft(
  database: Database,
  organizationId: string,
  memberId: string,
  id: string,
  draft: StoredDraft,
  now: Date,
): Promise<void> {
  const expires = new Date(now.getTime() + KEPT_MS);
  await database.sql.$executeRaw`
    INSERT INTO form_draft (organization_id, id, member_id, form, data, return_to, expires_at)
    VALUES (${organizationId}::uuid, ${id}::uuid, ${memberId}::uuid, ${draft.form}, ${JSON.stringify(draft.data)}::jsonb,
      ${draft.returnTo}, ${expires})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The draft of this person under that id; null when there is none or it is older than a day. */
export async function loadDraft(
  database: Database,
  organizationId: string,
  memberId: string,
  id: string,
  now: Date,
): Promise<StoredDraft | null> {
  if (!UUID.test(id)) return null;
  const [row] = await database.sql.$queryRaw<{ form: string; data: unknown; return_to: string | null }[]>`
    SELECT form, data, return_to FROM form_draft
    WHERE organization_id = ${organizationId}::uuid AND id = ${id}::uuid AND member_id = ${memberId}::uuid AND expires_at > ${now}`;
  return row ? { form: row.form, data: row.data, returnTo: row.return_to } : null;
}
