import { v7 as newId } from 'uuid';
import type { Tenant, TenantTransaction } from '../../../database/connection/tenant.ts';
import type { EpicState } from '../../../model/epic/epic.ts';

/** A walk through the running bets. */
export interface Review {
  readonly id: string;
  readonly startedAt: Date;
  readonly startedByName: string | null;
  readonly closedAt: Date | null;
  readonly platform: string;
  readonly placeId: string;
}

/** A bet of a review, with what was said of it. */
export interface Step {
  readonly epicId: string;
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly choice: 'continue' | 'change' | 'stop' | null;
  readonly reason: string | null;
  readonly decidedByName: string | null;
}

/**
 * Begins a review of the bets that run now, oldest first, unless one is open: there is one at a time.
 *
 * @returns whether it began
 */
export async function beginReview(
  tenant: TenantTransaction,
  by: string,
  place: { readonly platform: string; readonly externalId: string },
  now: Date,
): Promise<boolean> {
  const { organizationId, sql } = tenant;
  const id = newId();
  const made = await sql.$executeRaw`
    INSERT INTO portfolio_review (organization_id, id, started_by, started_at, platform, place_id)
    VALUES (${organizationId}::uuid, ${id}::uuid, ${by}::uuid, ${now}, ${place.platform}, ${place.externalId})
    ON CONFLICT (organization_id) WHERE closed_at IS NULL DO NOTHING`;
  if (made === 0) return false;
  await sql.$executeRaw`
    INSERT INTO portfolio_review_step (organization_id, review_id, epic_id, position)
    SELECT e.organization_id, ${id}::uuid, e.id, row_number() OVER (ORDER BY e.started_at, e.id)
    FROM epic e WHERE e.organization_id = ${organizationId}::uuid AND e.state = 'investing'`;
  return true;
}

/** The open review, or null. */
export async function findOpenReview(tenant: Tenant): Promise<Review | null> {
  return (await readReviews(tenant, null))[0] ?? null;
}

/** A review that is open or over, held until the transaction ends: of two who answer at once, the second reads what the first said. */
export async function lockReview(tenant: TenantTransaction, id: string): Promise<Review | null> {
  await tenant.sql.$queryRaw`
    SELECT id FROM portfolio_review WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  return findReview(tenant, id);
}

/** A review that is open or over, or null. */
export async function findReview(tenant: Tenant, id: string): Promise<Review | null> {
  return (await readReviews(tenant, id))[0] ?? null;
}

function readReviews(tenant: Tenant, id: string | null): Promise<Review[]> {
  return tenant.sql.$queryRaw<Review[]>`
    SELECT r.id, r.started_at AS "startedAt", m.name AS "startedByName", r.closed_at AS "closedAt", r.platform, r.place_id AS "placeId"
    FROM portfolio_review r LEFT JOIN member m ON m.organization_id = r.organization_id AND m.id = r.started_by
    WHERE r.organization_id = ${tenant.organizationId}::uuid AND (r.id = ${id}::uuid OR (${id}::uuid IS NULL AND r.closed_at IS NULL))`;
}

/** The bets of a review in its order. */
export async function readSteps(tenant: Tenant, reviewId: string): Promise<Step[]> {
  return tenant.sql.$queryRaw<Step[]>`
    SELECT s.epic_id AS "epicId", e.key, e.title, e.state, s.choice, s.reason, m.name AS "decidedByName"
    FROM portfolio_review_step s JOIN epic e ON e.organization_id = s.organization_id AND e.id = s.epic_id
    LEFT JOIN member m ON m.organization_id = s.organization_id AND m.id = s.decided_by
    WHERE s.organization_id = ${tenant.organizationId}::uuid AND s.review_id = ${reviewId}::uuid ORDER BY s.position`;
}

/** Notes what was said of a bet; the caller knows that nobody said anything yet. */
export async function writeStep(
  tenant: TenantTransaction,
  step: { readonly reviewId: string; readonly epicId: string; readonly choice: 'continue' | 'change' | 'stop'; readonly reason: string },
  by: string,
  now: Date,
): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE portfolio_review_step SET choice = ${step.choice}, reason = ${step.reason}, decided_by = ${by}::uuid, at = ${now}
    WHERE organization_id = ${tenant.organizationId}::uuid AND review_id = ${step.reviewId}::uuid AND epic_id = ${step.epicId}::uuid`;
}

/** Ends a review. */
export async function endReview(tenant: TenantTransaction, id: string, now: Date): Promise<void> {
  await tenant.sql.$executeRaw`
    UPDATE portfolio_review SET closed_at = ${now} WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid`;
}

/** Epics that became running bets since then, and run. */
export async function readStarted(tenant: Tenant, since: Date): Promise<{ readonly key: string; readonly title: string }[]> {
  return tenant.sql.$queryRaw<{ key: string; title: string }[]>`
    SELECT e.key, e.title FROM epic e WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = 'investing'
      AND EXISTS (SELECT 1 FROM event v WHERE v.organization_id = e.organization_id AND v.subject_type = 'epic' AND v.subject_id = e.id
        AND v.kind = 'moved' AND v.data->>'to' = 'investing' AND v.at >= ${since})
    ORDER BY e.started_at, e.id`;
}
