import type { Tenant } from '../../database/tenant.ts';
import type { EpicState } from '../../model/epic.ts';

/** An epic as a line of the roadmap. */
export interface RoadmapEpic {
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly outcome: string | null;
  readonly measure: string | null;
  readonly askAgainOn: string | null;
  readonly themeKey: string | null;
  readonly themeName: string | null;
}

/** Every open epic: what runs by its start, the rest by age. */
export async function readRoadmap(tenant: Tenant): Promise<RoadmapEpic[]> {
  return tenant.sql.$queryRaw<RoadmapEpic[]>`
    SELECT e.key, e.title, e.state, e.outcome, e.measure, to_char(e.ask_again_on, 'YYYY-MM-DD') AS "askAgainOn", t.key AS "themeKey", t.name AS "themeName"
    FROM epic e LEFT JOIN theme t ON t.organization_id = e.organization_id AND t.id = e.theme_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state IN ('investing', 'ready', 'exploring', 'funnel')
    ORDER BY e.state = 'exploring' DESC, CASE WHEN e.state = 'investing' THEN e.started_at ELSE e.created_at END, e.id`;
}
