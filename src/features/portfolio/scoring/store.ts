import type { Tenant } from '../../../database/tenant.ts';
import type { ItemScore } from '../../../model/item.ts';
import { JUDGED_BY } from '../store.ts';

/** An epic that is to be scored beside others. */
export interface Scorable {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly outcome: string | null;
  readonly measure: string | null;
  readonly score: ItemScore | null;
  readonly scoredAt: Date | null;
  readonly scoredByName: string | null;
  /** What it was judged by changed since it was scored. */
  readonly changed: boolean;
  readonly externalDate: string | null;
  readonly externalReason: string | null;
}

/** A set that is scored together: more than that nobody compares. */
const SET = 50;

/** Epics that wait for a decision, oldest first. */
export async function readSet(tenant: Tenant): Promise<Scorable[]> {
  return tenant.sql.$queryRaw<Scorable[]>`
    SELECT e.id, e.key, e.title, e.revision, e.created_at AS "createdAt", e.outcome, e.measure, e.score, e.scored_at AS "scoredAt",
      m.name AS "scoredByName", to_char(e.external_date, 'YYYY-MM-DD') AS "externalDate", e.external_reason AS "externalReason",
      (e.scored_at IS NOT NULL AND EXISTS (SELECT 1 FROM event v WHERE v.organization_id = e.organization_id AND v.subject_type = 'epic' AND v.subject_id = e.id
        AND v.at > e.scored_at AND (v.kind = 'outcome stated'
          OR (v.kind = 'edited' AND jsonb_exists_any(v.data, ${[...JUDGED_BY]}::text[]))))) AS changed
    FROM epic e LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.scored_by
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state IN ('exploring', 'ready')
    ORDER BY e.created_at, e.id LIMIT ${SET}`;
}
