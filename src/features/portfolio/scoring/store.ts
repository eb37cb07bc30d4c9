import type { Tenant } from '../../../database/connection/tenant.ts';
import { readScoreDates, type ScoreDates } from '../../../database/scores/score-dates.ts';
import type { OutcomeGap } from '../../../model/epic/outcome-gap.ts';
import type { ItemScore } from '../../../model/score/item-score.ts';

/** An epic that is to be scored beside others. */
export interface Scorable {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly measure: string | null;
  readonly score: ItemScore | null;
  /** Who gave which part when. */
  readonly dates: ScoreDates;
  readonly externalDate: string | null;
  readonly externalReason: string | null;
}

/** A set that is scored together: more than that nobody compares. */
export const SET = 50;

/** Epics that wait for a decision, oldest first. */
export async function readSet(tenant: Tenant): Promise<Scorable[]> {
  const rows = await tenant.sql.$queryRaw<Omit<Scorable, 'dates'>[]>`
    SELECT e.id, e.key, e.title, e.revision, e.created_at AS "createdAt", e.outcome, e.outcome_gap AS "outcomeGap", e.measure, e.score,
      to_char(e.external_date, 'YYYY-MM-DD') AS "externalDate", e.external_reason AS "externalReason"
    FROM epic e WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state IN ('exploring', 'ready')
    ORDER BY e.created_at, e.id LIMIT ${SET}`;
  const dates = await readScoreDates(
    tenant,
    'epic',
    rows.map((one) => one.id),
  );
  return rows.map((one) => ({ ...one, dates: dates(one.id) }));
}
