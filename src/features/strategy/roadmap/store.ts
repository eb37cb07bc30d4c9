import type { Tenant } from '../../../database/connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../../../database/epics/epic-parts.ts';
import type { EpicState } from '../../../model/epic/epic.ts';
import type { OutcomeGap } from '../../../model/epic/outcome-gap.ts';
import { HORIZON_STATES, ROADMAP_PARTS, type RoadmapPart } from '../../../model/epic/roadmap.ts';

/** An epic as a line of the roadmap. */
export interface RoadmapEpic {
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly measure: string | null;
  readonly askAgainOn: string | null;
  readonly themeKey: string | null;
  readonly themeName: string | null;
}

/** How many epics each part has. */
export type PartCounts = Readonly<Record<RoadmapPart, number>>;

export async function countParts(tenant: Tenant): Promise<PartCounts> {
  const rows = await tenant.sql.$queryRaw<{ state: EpicState; n: number }[]>`
    SELECT e.state, count(*)::int AS n FROM epic e
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state IN ${OPEN_EPIC_STATES} GROUP BY e.state`;
  const of = (part: RoadmapPart) =>
    rows.filter((row) => (HORIZON_STATES[part] as readonly EpicState[]).includes(row.state)).reduce((sum, row) => sum + row.n, 0);
  return { now: of('now'), next: of('next'), later: of('later') };
}

/** A piece of one part: what runs by its start, the rest by age, what is explored before what waits for that. */
export async function readPart(tenant: Tenant, part: RoadmapPart, after: number, limit: number): Promise<RoadmapEpic[]> {
  return tenant.sql.$queryRaw<RoadmapEpic[]>`
    SELECT e.key, e.title, e.state, e.outcome, e.outcome_gap AS "outcomeGap", e.measure, to_char(e.ask_again_on,
      'YYYY-MM-DD') AS "askAgainOn", t.key AS "themeKey", t.name AS "themeName"
    FROM epic e LEFT JOIN theme t ON t.organization_id = e.organization_id AND t.id = e.theme_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state = ANY(${[...HORIZON_STATES[part]]}::text[])
    ORDER BY e.state = 'exploring' DESC, CASE WHEN e.state = 'investing' THEN e.started_at ELSE e.created_at END, e.id
      OFFSET ${after} LIMIT ${limit}`;
}

/** Epics of all parts in their order, from a place on. */
export async function readAcross(tenant: Tenant, counts: PartCounts, after: number, limit: number): Promise<RoadmapEpic[]> {
  const found: RoadmapEpic[] = [];
  let before = 0;
  for (const part of ROADMAP_PARTS) {
    const from = Math.max(0, after - before);
    const wanted = limit - found.length;
    if (wanted > 0 && from < counts[part]) found.push(...(await readPart(tenant, part, from, wanted)));
    before += counts[part];
  }
  return found;
}
