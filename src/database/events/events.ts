import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../items/item-changes.ts';

/** What an event is about, besides items (those are logged with their change in item-changes.ts). */
export type Subject =
  | 'organization'
  | 'stream'
  | 'team'
  | 'member'
  | 'blocker'
  | 'challenge'
  | 'tag'
  | 'theme'
  | 'objective'
  | 'key_result';

/** Writes an event of a subject that is locked or changed in the same transaction; its version is the next one. */
export async function logEvent(
  tenant: TenantTransaction,
  subject: { readonly type: Subject; readonly id: string },
  kind: string,
  data: Readonly<Record<string, unknown>>,
  change: Change,
): Promise<void> {
  await tenant.sql.$executeRaw`
    INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)
    SELECT ${tenant.organizationId}::uuid, ${subject.type}, ${subject.id}::uuid,
      (SELECT coalesce(max(subject_version), 0) + 1 FROM event
       WHERE organization_id = ${tenant.organizationId}::uuid AND subject_type = ${subject.type} AND subject_id = ${subject.id}::uuid),
      ${kind}, ${change.at}, ${change.memberId}::uuid, ${JSON.stringify(data)}::jsonb`;
}
