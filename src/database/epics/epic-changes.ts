import { v7 as newId } from 'uuid';
import { applyEpicEvent, bumpsVersion, type EpicEvent } from '../../model/epic/epic-event.ts';
import { Superseded } from '../connection/sql-error.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { INSERT_EVENT } from '../events/event-parts.ts';
import { notBeforeLogged } from '../events/events.ts';
import { nextKey } from '../events/key-counter.ts';
import { changedTexts, insertedTexts, TEXT_COLUMNS } from './epic-text-columns.ts';
import { type EpicRow, findEpic } from './epics.ts';

/** What is known of an epic when it is proposed. */
export type NewEpic = Omit<Extract<EpicEvent, { kind: 'proposed' }>['data'], 'key'>;

/** Adds an epic to the funnel, with the next number. */
export async function addEpic(tenant: TenantTransaction, epic: NewEpic, change: Change): Promise<EpicRow> {
  const { organizationId, sql } = tenant;
  const key = await nextKey(tenant, 'E');
  const id = newId();
  const data = { key, ...epic };
  const { outcomeGap } = applyEpicEvent(null, { kind: 'proposed', data }, change.at);
  await sql.$executeRaw`
    WITH added AS (
      INSERT INTO epic (organization_id, id, key, title, owner_id, stream_id, ${TEXT_COLUMNS}, evidence, outcome,
        outcome_gap, affects, measure, ask_again_on, source_link, created_at, created_by)
      VALUES (${organizationId}::uuid, ${id}::uuid, ${key}, ${epic.title}, ${epic.ownerId}::uuid, ${epic.streamId}::uuid,
        ${insertedTexts(epic)}, ${epic.evidence}, ${epic.outcome},
        ${outcomeGap}, ${epic.affects}, ${epic.measure}, ${epic.askAgainOn}::date, ${epic.sourceLink},
        ${change.at}, ${change.memberId}::uuid)
    )
    ${INSERT_EVENT}
    VALUES (${organizationId}::uuid, 'epic', ${id}::uuid, 1, 'proposed', ${change.at}, ${change.memberId}::uuid,
      ${JSON.stringify(data)}::jsonb)`;
  const added = await findEpic(tenant, id);
  if (!added) throw new Error('The epic was not added.');
  return added;
}

/**
 * The only place that changes epics: row and event in one statement, guarded by the revision that was read. Where
 * somebody was faster, the whole transaction runs again.
 */
export async function changeEpic(tenant: TenantTransaction, epic: EpicRow, event: EpicEvent, asked: Change): Promise<EpicRow> {
  const change = await notBeforeLogged(tenant, { type: 'epic', id: epic.id }, asked);
  const after = applyEpicEvent(epic, event, change.at);
  const { organizationId } = tenant;
  const [row] = await tenant.sql.$queryRaw<{ version: number }[]>`
    WITH changed AS (
      UPDATE epic
      SET title = ${after.title}, state = ${after.state}, owner_id = ${after.ownerId}::uuid, stream_id = ${after.streamId}::uuid,
        ${changedTexts(after)}, evidence = ${after.evidence},
        outcome = ${after.outcome}, outcome_gap = ${after.outcomeGap}, affects = ${after.affects}, measure = ${after.measure},
          ask_again_on = ${after.askAgainOn}::date,
        theme_id = ${after.themeId}::uuid, key_result_id = ${after.keyResultId}::uuid, horizon = ${after.horizon},
        score = ${after.score === null ? null : JSON.stringify(after.score)}::jsonb, scored_at = ${after.scoredAt}::timestamptz,
        scored_by = CASE WHEN ${event.kind === 'scored'} THEN ${change.memberId}::uuid ELSE scored_by END,
        case_line = ${after.caseLine}, evidence_waiver = ${after.evidenceWaiver}, hold_reason = ${after.holdReason},
        hold_until = ${after.holdUntil}::date,
        learned = ${after.learned}, before = ${after.before}, external_date = ${after.externalDate}::date,
        external_reason = ${after.externalReason},
        review_lag = ${after.reviewLag}, started_at = ${after.startedAt}::timestamptz, finished_at = ${after.finishedAt}::timestamptz,
        version = version + ${bumpsVersion(epic, after) ? 1 : 0}, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${epic.id}::uuid AND revision = ${epic.revision}
      RETURNING version, revision
    ), logged AS (
      ${INSERT_EVENT}
      SELECT ${organizationId}::uuid, 'epic', ${epic.id}::uuid, revision, ${event.kind}, ${change.at}, ${change.memberId}::uuid,
        ${JSON.stringify(event.data)}::jsonb
      FROM changed
    )
    SELECT version FROM changed`;
  if (!row) throw new Superseded();
  const changed = await findEpic(tenant, epic.id);
  if (!changed) throw new Error('The epic is gone.');
  return changed;
}
