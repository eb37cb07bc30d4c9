import type { ItemScore } from '../../model/score/item-score.ts';
import type { ScorePart } from '../../model/score/score.ts';
import { type PartsGiven, partsGiven } from '../../model/score/score-dates.ts';
import type { Tenant } from '../connection/tenant.ts';
import { EVENT_ACTOR } from '../events/event-parts.ts';

/** What an epic's score is judged by, besides its outcome: when one of these changes, the score should be looked at again. */
const JUDGED_BY = ['title', 'problem', 'hypothesis', 'forWhom', 'externalDate'];

/** How old a score is. */
export interface ScoreDates {
  readonly parts: PartsGiven;
  /** When what it is judged by changed last; null: never, or nothing is judged by it. */
  readonly changedAt: Date | null;
}

/** Of what nobody scored yet. */
const NO_DATES: ScoreDates = { parts: {}, changedAt: null };

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly score: ItemScore | null;
  readonly parts: readonly ScorePart[] | null;
  readonly at: Date;
  readonly by: string | null;
}

/** Who gave which part of the scores of these things when, from their logs. */
export async function readScoreDates(tenant: Tenant, type: 'item' | 'epic', ids: readonly string[]): Promise<(id: string) => ScoreDates> {
  const rows = await tenant.sql.$queryRaw<Row[]>`
    SELECT e.subject_id AS id, e.kind, e.data->'score' AS score, e.data->'parts' AS parts, e.at, m.name AS by
    FROM event e ${EVENT_ACTOR}
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.subject_type = ${type} AND e.subject_id = ANY(${[...ids]}::uuid[])
      AND (e.kind = 'scored' OR (${type} = 'epic' AND (e.kind = 'outcome stated'
        OR (e.kind = 'edited' AND jsonb_exists_any(e.data, ${JUDGED_BY}::text[])))))
    ORDER BY e.subject_id, e.subject_version`;
  const logs = new Map<string, Row[]>();
  for (const row of rows) logs.set(row.id, [...(logs.get(row.id) ?? []), row]);
  return (id) => {
    const log = logs.get(id);
    if (log === undefined) return NO_DATES;
    return {
      parts: partsGiven(log.filter((one) => one.kind === 'scored')),
      changedAt: log.findLast((one) => one.kind !== 'scored')?.at ?? null,
    };
  };
}
