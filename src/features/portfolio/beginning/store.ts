import type { Tenant } from '../../../database/connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../../../database/epics/epic-parts.ts';
import { say } from '../../../model/words/vocabulary.ts';

/** A running bet of which nobody said what it hopes for. */
export interface OpenBet {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** How far a leader's first ten minutes are. */
export interface Beginning {
  /** A theme was written, or that question was put off. */
  readonly where: boolean;
  /** Bets were listed, or there are others, or nothing runs. */
  readonly running: boolean;
  /** Since bets were listed, their owners were asked, or that was put off; true where none were listed. */
  readonly outcomes: boolean;
  /** When the organization's first bet began; null: there was none yet. */
  readonly firstBetAt: Date | null;
  /** A bet has passed the gate. */
  readonly gated: boolean;
  /** How many bets run. */
  readonly bets: number;
  /** Of these, those without an anticipated outcome, oldest first. */
  readonly open: readonly OpenBet[];
}

/** Kinds of the organization's events that answer the questions. */
export const ANSWERED = {
  where: 'where put off',
  running: 'nothing ran before',
  outcomes: 'outcomes put off',
  listed: say`{bets} listed`,
  asked: 'outcomes asked',
} as const;

/** What was answered so far. */
export async function readBeginning(tenant: Tenant): Promise<Beginning> {
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<Beginning[]>`
    WITH said AS (
      SELECT e.kind, max(e.at) AS at FROM event e WHERE e.organization_id = ${org}::uuid AND e.subject_type = 'organization'
        AND e.subject_id = ${org}::uuid AND e.kind = ANY(${Object.values(ANSWERED)}::text[]) GROUP BY e.kind
    ), listed AS (SELECT max(s.at) AS at FROM said s WHERE s.kind = ${ANSWERED.listed})
    SELECT EXISTS (SELECT 1 FROM theme t WHERE t.organization_id = ${org}::uuid)
        OR EXISTS (SELECT 1 FROM said s WHERE s.kind = ${ANSWERED.where}) AS where,
      b.first IS NOT NULL OR EXISTS (SELECT 1 FROM said s WHERE s.kind = ${ANSWERED.running}) AS running,
      l.at IS NULL OR EXISTS (SELECT 1 FROM said s WHERE s.kind IN (${ANSWERED.asked}, ${ANSWERED.outcomes}) AND s.at > l.at) AS outcomes,
      b.first AS "firstBetAt", coalesce(b.gated, false) AS gated, b.bets,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'key', e.key, 'title', e.title, 'ownerId', e.owner_id, 'ownerName', m.name)
          ORDER BY e.started_at, e.created_at, e.id), '[]')
       FROM epic e LEFT JOIN member m ON m.organization_id = e.organization_id AND m.id = e.owner_id
       WHERE e.organization_id = ${org}::uuid AND e.state = 'investing' AND (e.outcome IS NULL OR e.outcome_gap IS NOT NULL)) AS open
    FROM listed l CROSS JOIN (
      SELECT min(e.started_at) AS first, bool_or(e.started_at IS NOT NULL AND NOT e.before) AS gated,
        count(*) FILTER (WHERE e.state = 'investing')::int AS bets FROM epic e
      WHERE e.organization_id = ${org}::uuid) AS b`;
  if (!row) throw new Error('The organization is gone.');
  return row;
}

/** Open epics that have one of these titles, whatever their capitals. */
export async function findOpenTitles(
  tenant: Tenant,
  titles: readonly string[],
): Promise<{ readonly key: string; readonly title: string }[]> {
  return tenant.sql.$queryRaw<{ key: string; title: string }[]>`
    SELECT e.key, e.title FROM epic e WHERE e.organization_id = ${tenant.organizationId}::uuid
      AND e.state IN ${OPEN_EPIC_STATES}
      AND lower(e.title) IN (SELECT lower(t.title) FROM unnest(${[...titles]}::text[]) AS t(title))`;
}
