import { v7 as newId } from 'uuid';
import type { Window } from '../../model/calendar/calendar.ts';
import type { Verdict } from '../../model/epic/epic-event.ts';
import type { OutcomeVersion } from '../../model/epic/outcome-hints.ts';
import type { EvidenceKind } from '../../model/epic/review.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { EVENT_ACTOR } from '../events/event-parts.ts';
import { changeEpic } from './epic-changes.ts';
import { OPEN_EPIC_STATES } from './epic-parts.ts';
import type { EpicRow } from './epics.ts';

/** What somebody said came of an epic. */
export interface NewReview {
  readonly verdict: Verdict;
  readonly actual: string | null;
  readonly evidenceKind: EvidenceKind;
  readonly evidence: string | null;
  readonly learning: string | null;
}

export interface ReviewRow extends NewReview {
  readonly at: Date;
  readonly by: string | null;
}

/**
 * The newest review of an epic, which is the one that counts; null when there is none. An epic that was delivered again is reviewed
 * again: a review from before says nothing about it.
 */
export async function lastReview(tenant: Tenant, { id, finishedAt }: Pick<EpicRow, 'id' | 'finishedAt'>): Promise<ReviewRow | null> {
  const [row] = await tenant.sql.$queryRaw<ReviewRow[]>`
    SELECT r.verdict, r.actual, r.evidence_kind AS "evidenceKind", r.evidence, r.learning, r.at, m.name AS by
    FROM outcome_review r LEFT JOIN member m ON m.organization_id = r.organization_id AND m.id = r.reviewed_by
    WHERE r.organization_id = ${tenant.organizationId}::uuid AND r.epic_id = ${id}::uuid
      AND (${finishedAt}::timestamptz IS NULL OR r.at >= ${finishedAt}::timestamptz)
    ORDER BY r.at DESC, r.id DESC LIMIT 1`;
  return row ?? null;
}

/** Writes a review with the epic's event, guarded by the revision that was read: of two at once, one is asked again. */
export async function addReview(tenant: TenantTransaction, epic: EpicRow, review: NewReview, change: Change): Promise<EpicRow> {
  const after = await changeEpic(tenant, epic, { kind: 'reviewed', data: { verdict: review.verdict } }, change);
  await tenant.sql.$executeRaw`
    INSERT INTO outcome_review (organization_id, id, epic_id, verdict, actual, evidence_kind, evidence, learning, at, reviewed_by)
    VALUES (${tenant.organizationId}::uuid, ${newId()}::uuid, ${epic.id}::uuid, ${review.verdict}, ${review.actual}, ${review.evidenceKind},
      ${review.evidence}, ${review.learning}, ${change.at}, ${change.memberId}::uuid)`;
  return after;
}

/** Every version of an epic's anticipated outcome, oldest first, with who said it. */
export async function readOutcomeVersions(tenant: Tenant, epicId: string): Promise<(OutcomeVersion & { readonly by: string | null })[]> {
  return tenant.sql.$queryRaw<(OutcomeVersion & { readonly by: string | null })[]>`
    SELECT e.at, e.data ->> 'outcome' AS outcome, m.name AS by
    FROM event e ${EVENT_ACTOR}
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = 'epic' AND e.subject_id = ${epicId}::uuid
      AND e.kind IN ('proposed', 'outcome stated') ORDER BY e.subject_version`;
}

/** Open epics and those delivered since: what the Feature Factory Ratio is about. `without`: an anticipated outcome. */
export async function countAnticipated(tenant: Tenant, recent: Date): Promise<{ readonly epics: number; readonly without: number }> {
  const [row] = await tenant.sql.$queryRaw<{ epics: number; without: number }[]>`
    SELECT count(*)::int AS epics, count(*) FILTER (WHERE e.outcome IS NULL OR e.outcome_gap IS NOT NULL)::int AS without FROM epic e
    WHERE e.organization_id = ${tenant.organizationId}::uuid
      AND (e.state IN ${OPEN_EPIC_STATES} OR (e.state = 'delivered' AND e.finished_at >= ${recent}))`;
  return row ?? { epics: 0, without: 0 };
}

/** Items finished in a window, and what they say they are for. */
export interface FinishedItems {
  readonly finished: number;
  /** Of an epic that states what it hopes for. */
  readonly linked: number;
  /** Enablers and debt, and those of them that say what they enable or relieve. */
  readonly technical: number;
  readonly purposeful: number;
}

/** Counts over all streams, never by person or team. What was split is not among them: its parts are. */
export async function readFinished(tenant: Tenant, { from, until }: Window): Promise<FinishedItems> {
  const [row] = await tenant.sql.$queryRaw<FinishedItems[]>`
    SELECT count(*)::int AS finished, count(e.outcome) FILTER (WHERE e.outcome_gap IS NULL)::int AS linked,
      count(*) FILTER (WHERE i.kind IN ('enabler', 'debt'))::int AS technical,
      count(*) FILTER (WHERE i.kind IN ('enabler', 'debt') AND (i.purpose IS NOT NULL OR e.outcome IS NOT NULL
        AND e.outcome_gap IS NULL))::int AS purposeful
    FROM item i LEFT JOIN epic e ON e.organization_id = i.organization_id AND e.id = i.epic_id
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.state = 'done' AND i.split_at IS NULL
      AND i.finished_at >= ${from} AND i.finished_at < ${until}`;
  return row ?? { finished: 0, linked: 0, technical: 0, purposeful: 0 };
}
