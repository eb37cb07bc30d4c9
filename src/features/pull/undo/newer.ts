import type { Tenant } from '../../../database/connection/tenant.ts';
import { ADDED_BY_MISTAKE, UNDOABLE } from '../../../model/item/undo.ts';

/** Something that a person did, as far as it has a key. */
export interface NewerAct {
  readonly kind: string;
  /** null: of a stream, a team, a blocker and the like. */
  readonly key: string | null;
}

/** So many are told; who did more than that in ten minutes knows. */
const AT_MOST = 20;

/**
 * What a person did after an act and undo does not reach: edits, scores, decisions on epics and themes. One per instant, newest first; what
 * was taken back already is none.
 *
 * @param act the event that undo takes back
 */
export async function readNewer(
  tenant: Tenant,
  memberId: string,
  act: { readonly itemId: string; readonly of: number },
): Promise<NewerAct[]> {
  const org = tenant.organizationId;
  return tenant.sql.$queryRaw<NewerAct[]>`
    SELECT n.kind, n.key FROM (
      SELECT DISTINCT ON (e.at) e.at, e.kind, coalesce(i.key, p.key, t.key, k.key) AS key
      FROM event e
      LEFT JOIN item i ON e.subject_type = 'item' AND i.organization_id = e.organization_id AND i.id = e.subject_id
      LEFT JOIN epic p ON e.subject_type = 'epic' AND p.organization_id = e.organization_id AND p.id = e.subject_id
      LEFT JOIN theme t ON e.subject_type = 'theme' AND t.organization_id = e.organization_id AND t.id = e.subject_id
      LEFT JOIN key_result k ON e.subject_type = 'key_result' AND k.organization_id = e.organization_id AND k.id = e.subject_id
      WHERE e.organization_id = ${org}::uuid AND e.actor_id = ${memberId}::uuid
        AND e.at > (SELECT a.at FROM event a WHERE a.organization_id = ${org}::uuid AND a.subject_type = 'item'
          AND a.subject_id = ${act.itemId}::uuid AND a.subject_version = ${act.of}::int)
        AND NOT (e.subject_type = 'item' AND (e.kind = ANY(${[...UNDOABLE, 'undone']}::text[])
          OR (e.kind = 'parked' AND e.data->>'reason' = ${ADDED_BY_MISTAKE} AND jsonb_exists(e.data, 'of'))))
      ORDER BY e.at DESC, e.subject_type = 'item', e.subject_type, e.subject_id, e.subject_version DESC) AS n
    ORDER BY n.at DESC LIMIT ${AT_MOST}`;
}
