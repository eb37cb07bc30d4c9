import type { EpicSnapshot } from '../../model/epic/epic-event.ts';
import type { ThemeState } from '../../model/strategy/theme.ts';
import type { Tenant } from '../connection/tenant.ts';
import { EPIC_OWNER, EPIC_THEME } from './epic-parts.ts';
import { READ_TEXTS } from './epic-text-columns.ts';

/** An epic with the names that a card shows. Days (`askAgainOn`) are local dates, `YYYY-MM-DD`. */
export interface EpicRow extends EpicSnapshot {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly createdBy: string | null;
  readonly ownerName: string | null;
  readonly streamKey: string | null;
  readonly streamName: string | null;
  readonly themeKey: string | null;
  readonly themeName: string | null;
  /** A theme may be retired while epics name it: they go on naming it until somebody picks another. */
  readonly themeState: ThemeState | null;
  readonly keyResultKey: string | null;
  readonly keyResultTitle: string | null;
}

/** The epic of a key such as `E-7`, or null. */
export async function findEpicByKey(tenant: Tenant, key: string): Promise<EpicRow | null> {
  return (await readEpics(tenant, { key }))[0] ?? null;
}

/** The epic of an id, or null. */
export async function findEpic(tenant: Tenant, id: string): Promise<EpicRow | null> {
  return (await readEpics(tenant, { id }))[0] ?? null;
}

function readEpics(tenant: Tenant, which: { readonly id: string } | { readonly key: string }): Promise<EpicRow[]> {
  const [id, key] = 'id' in which ? [which.id, null] : [null, which.key];
  return tenant.sql.$queryRaw<EpicRow[]>`
    SELECT e.id, e.key, e.title, e.state, e.owner_id AS "ownerId", e.stream_id AS "streamId", ${READ_TEXTS},
      e.evidence, e.outcome, e.outcome_gap AS "outcomeGap", e.affects, e.measure, to_char(e.ask_again_on, 'YYYY-MM-DD') AS "askAgainOn",
        e.source_link AS "sourceLink",
      e.version, e.revision, e.created_at AS "createdAt", e.created_by AS "createdBy", e.started_at AS "startedAt",
        e.finished_at AS "finishedAt",
      e.theme_id AS "themeId", e.key_result_id AS "keyResultId", e.horizon, e.score, e.scored_at AS "scoredAt",
      e.case_line AS "caseLine", e.evidence_waiver AS "evidenceWaiver", e.hold_reason AS "holdReason",
      to_char(e.hold_until, 'YYYY-MM-DD') AS "holdUntil",
      e.learned, e.before, to_char(e.external_date, 'YYYY-MM-DD') AS "externalDate", e.external_reason AS "externalReason",
      e.review_lag AS "reviewLag",
      m.name AS "ownerName", v.key AS "streamKey", v.name AS "streamName", t.key AS "themeKey", t.name AS "themeName",
      t.state AS "themeState", k.key AS "keyResultKey", k.title AS "keyResultTitle"
    FROM epic e
    ${EPIC_OWNER}
    LEFT JOIN value_stream v ON v.organization_id = e.organization_id AND v.id = e.stream_id
    ${EPIC_THEME}
    LEFT JOIN key_result k ON k.organization_id = e.organization_id AND k.id = e.key_result_id
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND (e.id = ${id}::uuid OR e.key = ${key})`;
}
