import { v7 as newId } from 'uuid';
import type { Stage } from '../../model/item/item.ts';
import { type FoldedItem, foldItemHistory, type HistoryEvent } from '../../model/item/item-history.ts';
import { fragment } from '../connection/fragment.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import { INSERT_EVENT } from '../events/event-parts.ts';
import { giveBlockers } from './open-blocks.ts';

// Columns of what is stored here, but the organization.
const ITEM = fragment`
  id, stream_id, key, title, kind, purpose, criteria, small_enough, state, stage_id, team_id, rank, blocked, version, revision,
  external_key, external_source, created_at, created_by, ready_at, started_at, finished_at, pulled_by, epic_id, returns, reopened,
  checks, expedite, unplanned, score, external_date, external_reason, parent_id, split_at, merged_into, learning, changed_at`;
const ITEM_TYPES = fragment`
  id uuid, stream_id uuid, key text, title text, kind text, purpose text, criteria text, small_enough boolean, state text, stage_id uuid,
  team_id uuid, rank text, blocked boolean, version int, revision int, external_key text, external_source text,
  created_at timestamptz, created_by uuid, ready_at timestamptz, started_at timestamptz, finished_at timestamptz, pulled_by uuid,
  epic_id uuid, returns int, reopened int, checks text[], expedite boolean, unplanned boolean, score jsonb,
  external_date date, external_reason text, parent_id uuid, split_at timestamptz, merged_into uuid, learning text, changed_at timestamptz`;
const VISIT = fragment`id, item_id, stream_id, team_id, stage_id, phase, stage, kind, entered_at, left_at`;
const BLOCK = fragment`id, item_id, reason, from_at, to_at`;

/** An item that is not stored yet, as its events. */
export interface NewHistory {
  readonly id: string;
  /** The first is the adding; stream, key and external key are in its data. */
  readonly events: readonly HistoryEvent[];
}

// A table that was empty has no statistics, and the plan behind the foreign key of visits then reads every item of the
// organization: 40,000 items took over 200 s instead of 12 s. Statistics after the first batch make it use the primary key.
/** One statement carries at most this many items, so that no parameter grows without end. */
const BATCH = 500;

/**
 * Stores whole items: item, event, stage_visit and blocked_interval rows, four statements per 500 items; then each open block gets its
 * blocker. Events of an
 * import carry `imported: true` in their data. New items only; what is stored changes through item-changes.ts.
 *
 * @param stages of every stream the items are in
 * @throws Error when the events of an item make no history (see foldItemHistory); the database's own when a key is taken
 */
export async function writeHistories(tenant: TenantTransaction, stages: readonly Stage[], items: readonly NewHistory[]): Promise<void> {
  for (const batch of batches(items)) {
    const folded = batch.map(({ id, events }) => ({ id, events, ...foldItemHistory(events, stages) }));
    await insertItems(
      tenant,
      folded.map((one) => itemRow(one.id, one, one.events)),
    );
    if (batch[0] === items[0] && items.length > BATCH) await tenant.sql.$executeRaw`ANALYZE item`;
    await insertRest(tenant, {
      events: folded.flatMap((one) => eventRows(one.id, one.events)),
      visits: folded.flatMap((one) => visitRows(one.id, one)),
      blocks: folded.flatMap((one) => blockRows(one.id, one)),
    });
  }
  await giveBlockers(tenant);
}

function* batches<One>(all: readonly One[]): Generator<readonly One[]> {
  for (let from = 0; from < all.length; from += BATCH) yield all.slice(from, from + BATCH);
}

function itemRow(id: string, { item }: FoldedItem, events: readonly HistoryEvent[]) {
  const first = events[0]?.event;
  const external = first?.kind === 'added' ? first.data : undefined;
  return {
    id,
    stream_id: item.streamId,
    key: item.key,
    title: item.title,
    kind: item.kind,
    purpose: item.purpose,
    criteria: item.criteria,
    small_enough: item.smallEnough,
    state: item.state,
    stage_id: item.stageId,
    team_id: item.teamId,
    rank: item.rank,
    blocked: item.blocked,
    version: item.version,
    revision: item.revision,
    external_key: external?.externalKey ?? null,
    external_source: external?.externalSource ?? null,
    created_at: item.createdAt,
    created_by: item.createdBy,
    ready_at: item.readyAt,
    started_at: item.startedAt,
    finished_at: item.finishedAt,
    pulled_by: item.pulledBy,
    epic_id: item.epicId,
    returns: item.returns,
    reopened: item.reopened,
    checks: item.checks,
    expedite: item.expedite,
    unplanned: item.unplanned,
    score: item.score,
    external_date: item.externalDate,
    external_reason: item.externalReason,
    parent_id: item.parentId,
    split_at: item.splitAt,
    merged_into: item.mergedInto,
    learning: item.learning,
    changed_at: item.changedAt,
  };
}

function eventRows(id: string, events: readonly HistoryEvent[]) {
  return events.map(({ event, at, actorId, imported }, index) => ({
    subject_id: id,
    subject_version: index + 1,
    kind: event.kind,
    at,
    actor_id: actorId,
    data: imported ? { ...event.data, imported: true } : event.data,
  }));
}

function visitRows(id: string, { item, visits }: FoldedItem) {
  return visits.map((visit) => ({
    id: newId(),
    item_id: id,
    stream_id: item.streamId,
    team_id: visit.teamId,
    stage_id: visit.stageId,
    phase: visit.phase,
    stage: visit.stage,
    kind: visit.kind,
    entered_at: visit.enteredAt,
    left_at: visit.leftAt,
  }));
}

function blockRows(id: string, { blocks }: FoldedItem) {
  return blocks.map((block) => ({ id: newId(), item_id: id, reason: block.reason, from_at: block.from, to_at: block.to }));
}

async function insertItems({ organizationId, sql }: TenantTransaction, rows: readonly ReturnType<typeof itemRow>[]): Promise<void> {
  await sql.$executeRaw`
    INSERT INTO item (organization_id, ${ITEM})
    SELECT ${organizationId}::uuid, ${ITEM}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS x(${ITEM_TYPES})`;
}

interface Rest {
  readonly events: ReturnType<typeof eventRows>;
  readonly visits: ReturnType<typeof visitRows>;
  readonly blocks: ReturnType<typeof blockRows>;
}

async function insertRest({ organizationId, sql }: TenantTransaction, { events, visits, blocks }: Rest): Promise<void> {
  await sql.$executeRaw`
    ${INSERT_EVENT}
    SELECT ${organizationId}::uuid, 'item', subject_id, subject_version, kind, at, actor_id, data
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      AS x(subject_id uuid, subject_version int, kind text, at timestamptz, actor_id uuid, data jsonb)`;
  await sql.$executeRaw`
    INSERT INTO stage_visit (organization_id, ${VISIT})
    SELECT ${organizationId}::uuid, ${VISIT}
    FROM jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) AS x(id uuid, item_id uuid, stream_id uuid, team_id uuid, stage_id uuid,
      phase text, stage text, kind text, entered_at timestamptz, left_at timestamptz)`;
  if (blocks.length === 0) return;
  await sql.$executeRaw`
    INSERT INTO blocked_interval (organization_id, ${BLOCK})
    SELECT ${organizationId}::uuid, ${BLOCK}
    FROM jsonb_to_recordset(${JSON.stringify(blocks)}::jsonb) AS x(id uuid, item_id uuid, reason text, from_at timestamptz,
      to_at timestamptz)`;
}
