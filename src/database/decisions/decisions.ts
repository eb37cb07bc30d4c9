import { v7 as newId } from 'uuid';
import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { COUNT_UP } from '../events/key-counter.ts';

/** Kinds of acts that are decisions: what people settled by talking, and every governed act (row K3). */
export type DecisionAct =
  | 'decided'
  | 'order'
  | 'out_of_order'
  | 'expedite'
  | 'wip_exception'
  | 'policy'
  | 'waiver'
  | 'correction'
  | 'challenge'
  | 'park'
  | 'tags'
  | 'theme'
  | 'outcome_review'
  | 'bet'
  | 'bet_exception'
  | 'approval'
  | 'portfolio';

/** What a decision is about. */
export interface DecisionSubject {
  readonly type: 'organization' | 'stream' | 'team' | 'item' | 'epic' | 'idea' | 'theme';
  readonly id: string;
}

/** A decision as it is taken. */
export interface NewDecision {
  readonly act: DecisionAct;
  readonly subject: DecisionSubject;
  /** What was asked: one line. */
  readonly question: string;
  /** What was chosen: one line. */
  readonly choice: string;
  readonly reason?: string | null;
  /** What is expected to come of it. */
  readonly effect?: string | null;
  /** When to look at it again: local date, `YYYY-MM-DD`. */
  readonly reviewOn?: string | null;
  /** The talk in which it was taken. */
  readonly link?: string | null;
}

/**
 * Writes a decision into the log, in the transaction of the act that it explains. Never edited: a later one may say otherwise.
 *
 * @returns its key, such as `D-12`
 */
export async function writeDecision(tenant: TenantTransaction, decision: NewDecision, change: Change): Promise<string> {
  const { organizationId, sql } = tenant;
  const [row] = await sql.$queryRaw<{ key: string }[]>`
    WITH counted AS (
      INSERT INTO key_counter (organization_id, prefix, last) VALUES (${organizationId}::uuid, 'D', 1)
      ${COUNT_UP}
    )
    INSERT INTO decision (organization_id, id, key, act, question, choice, reason, subject_type, subject_id, decided_by, at, effect,
      review_on, link)
    SELECT ${organizationId}::uuid, ${newId()}::uuid, 'D-' || last, ${decision.act}, ${decision.question}, ${decision.choice},
      ${decision.reason ?? null},
      ${decision.subject.type}, ${decision.subject.id}::uuid, ${change.memberId}::uuid, ${change.at}, ${decision.effect ?? null},
      ${decision.reviewOn ?? null}::date, ${decision.link ?? null}
    FROM counted RETURNING key`;
  if (!row) throw new Error('The decision was not written.');
  return row.key;
}
