import { v7 as newId } from 'uuid';
import {
  applyKeyResultEvent,
  applyObjectiveEvent,
  type KeyResultEvent,
  type KeyResultFields,
  type KeyResultSnapshot,
  type ObjectiveEvent,
  type ObjectiveFields,
  type ObjectiveSnapshot,
} from '../../model/strategy/goal-event.ts';
import { fragment } from '../connection/fragment.ts';
import { Superseded } from '../connection/sql-error.ts';
import type { Tenant, TenantTransaction } from '../connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../epics/epic-parts.ts';
import type { Change } from '../events/change.ts';
import { logEvent, notBeforeLogged } from '../events/events.ts';
import { nextKey } from '../events/key-counter.ts';

const OBJECTIVE = fragment`
  SELECT o.id, o.title, o.theme_id AS "themeId", o.state, o.revision, o.created_at AS "createdAt", t.key AS "themeKey",
    t.name AS "themeName"
  FROM objective o LEFT JOIN theme t ON t.organization_id = o.organization_id AND t.id = o.theme_id`;

const KEY_RESULT = fragment`
  SELECT k.id, k.key, k.objective_id AS "objectiveId", k.title, k.unit, k.baseline, k.target, k.current, k.measured_at AS "measuredAt",
    k.state, k.revision, k.created_at AS "createdAt", o.title AS objective,
    (SELECT count(*)::int FROM epic e
     WHERE e.organization_id = k.organization_id AND e.key_result_id = k.id AND e.state IN ${OPEN_EPIC_STATES}) AS epics
  FROM key_result k JOIN objective o ON o.organization_id = k.organization_id AND o.id = k.objective_id`;

export interface ObjectiveRow extends ObjectiveSnapshot {
  readonly id: string;
  readonly revision: number;
  readonly themeKey: string | null;
  readonly themeName: string | null;
}

export interface KeyResultRow extends KeyResultSnapshot {
  readonly id: string;
  readonly revision: number;
  readonly objective: string;
  /** Open epics that name it. */
  readonly epics: number;
}

/** The objective of an id, or null. */
export async function findObjective(tenant: Tenant, id: string): Promise<ObjectiveRow | null> {
  const [row] = await tenant.sql.$queryRaw<ObjectiveRow[]>`
    ${OBJECTIVE}
    WHERE o.organization_id = ${tenant.organizationId}::uuid AND o.id = ${id}::uuid`;
  return row ?? null;
}

/** Active objectives, oldest first. */
export async function listObjectives(tenant: Tenant, limit: number): Promise<ObjectiveRow[]> {
  return tenant.sql.$queryRaw<ObjectiveRow[]>`
    ${OBJECTIVE}
    WHERE o.organization_id = ${tenant.organizationId}::uuid AND o.state = 'active' ORDER BY o.created_at, o.id LIMIT ${limit}`;
}

/** The key result of an id or of a key such as `K-2`, or null. */
export async function findKeyResult(
  tenant: Tenant,
  which: { readonly id: string } | { readonly key: string },
): Promise<KeyResultRow | null> {
  const [id, key] = 'id' in which ? [which.id, null] : [null, which.key];
  const rows = await tenant.sql.$queryRaw<KeyResultRow[]>`
    ${KEY_RESULT}
    WHERE k.organization_id = ${tenant.organizationId}::uuid AND (k.id = ${id}::uuid OR k.key = ${key})`;
  return rows[0] ?? null;
}

/** Active key results of all objectives, or of one, oldest first. */
export async function listKeyResults(tenant: Tenant, limit: number, objectiveId: string | null = null): Promise<KeyResultRow[]> {
  return tenant.sql.$queryRaw<KeyResultRow[]>`
    ${KEY_RESULT}
    WHERE k.organization_id = ${tenant.organizationId}::uuid AND k.state = 'active'
      AND (${objectiveId}::uuid IS NULL OR k.objective_id = ${objectiveId}::uuid)
    ORDER BY k.created_at, k.id LIMIT ${limit}`;
}

/** Is there another active objective of that title? Objectives have no key: nobody could tell the two apart. */
export async function isObjectiveNamed(tenant: Tenant, title: string, exceptId: string | null): Promise<boolean> {
  const rows = await tenant.sql.$queryRaw<unknown[]>`
    SELECT o.id FROM objective o
    WHERE o.organization_id = ${tenant.organizationId}::uuid AND o.state = 'active' AND lower(o.title) = lower(${title})
      AND o.id IS DISTINCT FROM ${exceptId}::uuid LIMIT 1`;
  return rows.length > 0;
}

/** States an objective, with its event. */
export async function addObjective(tenant: TenantTransaction, fields: ObjectiveFields, change: Change): Promise<ObjectiveRow> {
  const id = newId();
  await tenant.sql.$executeRaw`
    INSERT INTO objective (organization_id, id, title, theme_id, created_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${fields.title}, ${fields.themeId}::uuid, ${change.at})`;
  await logEvent(tenant, { type: 'objective', id }, 'stated', { ...fields }, change);
  return there(await findObjective(tenant, id));
}

/** The only place that changes objectives. */
export async function changeObjective(
  tenant: TenantTransaction,
  objective: ObjectiveRow,
  event: ObjectiveEvent,
  asked: Change,
): Promise<ObjectiveRow> {
  const change = await notBeforeLogged(tenant, { type: 'objective', id: objective.id }, asked);
  const after = applyObjectiveEvent(objective, event, change.at);
  const changed = await tenant.sql.$executeRaw`
    UPDATE objective SET title = ${after.title}, theme_id = ${after.themeId}::uuid, state = ${after.state}, revision = revision + 1
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${objective.id}::uuid AND revision = ${objective.revision}`;
  if (changed !== 1) throw new Superseded();
  await logEvent(tenant, { type: 'objective', id: objective.id }, event.kind, { ...event.data }, change);
  return there(await findObjective(tenant, objective.id));
}

/** Holds an objective until the transaction ends, so that no key result comes to it while it is retired. */
export async function lockObjective(tenant: TenantTransaction, id: string): Promise<void> {
  await tenant.sql
    .$queryRaw`SELECT id FROM objective WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
}

/** States a key result of an objective, with the next number. Nothing is measured yet. */
export async function addKeyResult(
  tenant: TenantTransaction,
  objectiveId: string,
  fields: KeyResultFields,
  change: Change,
): Promise<KeyResultRow> {
  const id = newId();
  const key = await nextKey(tenant, 'K');
  await tenant.sql.$executeRaw`
    INSERT INTO key_result (organization_id, id, key, objective_id, title, unit, baseline, target, created_at)
    VALUES (${tenant.organizationId}::uuid, ${id}::uuid, ${key}, ${objectiveId}::uuid, ${fields.title}, ${fields.unit},
      ${fields.baseline}::float8, ${fields.target}::float8, ${change.at})`;
  await logEvent(tenant, { type: 'key_result', id }, 'stated', { key, objectiveId, ...fields }, change);
  return there(await findKeyResult(tenant, { id }));
}

/** The only place that changes key results. */
export async function changeKeyResult(
  tenant: TenantTransaction,
  keyResult: KeyResultRow,
  event: KeyResultEvent,
  asked: Change,
): Promise<KeyResultRow> {
  const change = await notBeforeLogged(tenant, { type: 'key_result', id: keyResult.id }, asked);
  const after = applyKeyResultEvent(keyResult, event, change.at);
  const changed = await tenant.sql.$executeRaw`
    UPDATE key_result
    SET title = ${after.title}, unit = ${after.unit}, baseline = ${after.baseline}::float8, target = ${after.target}::float8,
      current = ${after.current}::float8, measured_at = ${after.measuredAt}::timestamptz, state = ${after.state}, revision = revision + 1
    WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${keyResult.id}::uuid AND revision = ${keyResult.revision}`;
  if (changed !== 1) throw new Superseded();
  await logEvent(tenant, { type: 'key_result', id: keyResult.id }, event.kind, { ...event.data }, change);
  return there(await findKeyResult(tenant, { id: keyResult.id }));
}

/** How many epics are open, and how many of these name a key result. */
export async function readCoverage(tenant: Tenant): Promise<{ readonly open: number; readonly linked: number }> {
  const [row] = await tenant.sql.$queryRaw<{ open: number; linked: number }[]>`
    SELECT count(*)::int AS open, count(e.key_result_id)::int AS linked FROM epic e
    WHERE e.organization_id = ${tenant.organizationId}::uuid AND e.state IN ${OPEN_EPIC_STATES}`;
  return row ?? { open: 0, linked: 0 };
}

function there<Row>(row: Row | null): Row {
  if (row === null) throw new Error('It was written and is not there.');
  return row;
}
