import type { Verdict } from '../../model/epic/epic-event.ts';
import type { OutcomeGap } from '../../model/epic/outcome-gap.ts';
import type { Reviewable, ReviewList } from '../../model/epic/review.ts';
import type { Tenant } from '../connection/tenant.ts';

/** A delivered epic with its newest review. */
export interface DeliveredEpic extends Reviewable {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** Local date on which its review is due, `YYYY-MM-DD`; the rule is that of model/epic/review.ts. */
  readonly due: string;
}

/** Where a piece of a list begins, and how long it is at most. */
interface Piece {
  readonly after: number;
  readonly limit: number;
}

/**
 * A piece of one list: what is due or coming by its day, what was done by the newest review.
 *
 * @param today the organization's local date, in its zone
 */
export async function listReviews(
  tenant: Tenant,
  which: ReviewList,
  { date, zone }: { readonly date: string; readonly zone: string },
  { after, limit }: Piece,
): Promise<DeliveredEpic[]> {
  return tenant.sql.$queryRaw<DeliveredEpic[]>`
    SELECT e.id, e.key, e.title, e.outcome, e.outcome_gap AS "outcomeGap", e.owner_id AS "ownerId", m.name AS "ownerName",
      e.finished_at AS "finishedAt", e.review_lag AS "reviewLag",
      r.verdict, r.at AS "reviewedAt", to_char(d.due, 'YYYY-MM-DD') AS due
    FROM epic e LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id
    LEFT JOIN LATERAL (SELECT o.verdict, o.at FROM outcome_review o WHERE o.organization_id = e.organization_id AND o.epic_id = e.id
      AND o.at >= e.finished_at ORDER BY o.at DESC, o.id DESC LIMIT 1) AS r ON true
    CROSS JOIN LATERAL (SELECT (coalesce(r.at, e.finished_at) AT TIME ZONE ${zone})::date + e.review_lag AS due) AS d
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'delivered' AND e.finished_at IS NOT NULL
      AND CASE ${which} WHEN 'done' THEN r.at IS NOT NULL
        ELSE coalesce(r.verdict, 'too_early') = 'too_early' AND (d.due <= ${date}::date) = (${which} = 'due') END
    ORDER BY CASE WHEN ${which} = 'done' THEN r.at END DESC, d.due, e.finished_at, e.key OFFSET ${after} LIMIT ${limit}`;
}

/** How many epics stand in each list, and what their newest reviews say. */
export interface ReviewCounts extends Readonly<Record<ReviewList, number>> {
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Of the epics whose day of review has come: those that were reviewed and are not due again. Early reviews do not count. */
  readonly settled: number;
}

/** Counted over all delivered epics, never by person. */
export async function countDelivered(
  tenant: Tenant,
  { date, zone }: { readonly date: string; readonly zone: string },
): Promise<ReviewCounts> {
  const [row] = await tenant.sql.$queryRaw<ReviewCounts[]>`
    WITH delivered AS (
      SELECT r.verdict, coalesce(r.verdict, 'too_early') = 'too_early' AS waits,
        (coalesce(r.at, e.finished_at) AT TIME ZONE ${zone})::date + e.review_lag <= ${date}::date AS is_due,
        (e.finished_at AT TIME ZONE ${zone})::date + e.review_lag <= ${date}::date AS was_due
      FROM epic e LEFT JOIN LATERAL (SELECT o.verdict, o.at FROM outcome_review o WHERE o.organization_id = e.organization_id
        AND o.epic_id = e.id
        AND o.at >= e.finished_at ORDER BY o.at DESC, o.id DESC LIMIT 1) AS r ON true
      WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'delivered' AND e.finished_at IS NOT NULL
    )
    SELECT count(*) FILTER (WHERE waits AND is_due)::int AS due, count(*) FILTER (WHERE waits AND NOT is_due)::int AS coming,
      count(verdict)::int AS done,
      count(*) FILTER (WHERE was_due AND NOT (waits AND is_due))::int AS settled,
      (SELECT coalesce(jsonb_object_agg(v.verdict, v.n), '{}') FROM (
        SELECT verdict, count(*) AS n FROM delivered WHERE verdict IS NOT NULL GROUP BY verdict) AS v) AS verdicts
    FROM delivered`;
  return row ?? { due: 0, coming: 0, done: 0, settled: 0, verdicts: {} };
}
