import { v7 as newId } from 'uuid';
import type { Stage } from '../model/item.ts';
import { applyItemEvent, type ItemEvent } from '../model/item-event.ts';
import type { ItemRow } from './items.ts';
import { Superseded } from './sql-error.ts';
import type { TenantTransaction } from './tenant.ts';

/** Who changed it, and when. */
export interface Change {
  readonly at: Date;
  readonly memberId: string | null;
}

/**
 * The only place that changes items. What WIP, order or state depends on is changed under the stream's lock: get one
 * from `lockStreams` before anything is read.
 */
export interface StreamLock {
  readonly tenant: TenantTransaction;
  readonly streamIds: readonly string[];
}

// These change neither WIP nor order, so they need no lock of the stream; the item's revision guards them.
type Lockless = Extract<ItemEvent, { kind: 'edited' | 'linked' | 'blocked' | 'unblocked' }>;

/**
 * Takes the streams' row locks, in id order, and then the team's: every writer of WIP does so first. NO KEY UPDATE lets
 * items be added meanwhile (their foreign key asks for a KEY SHARE lock), which plain FOR UPDATE would not.
 */
export async function lockStreams(tenant: TenantTransaction, streamIds: readonly string[], teamId?: string): Promise<StreamLock> {
  await tenant.sql.$queryRaw`
    SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id = ANY(${[...streamIds]}::uuid[])
    ORDER BY id FOR NO KEY UPDATE`;
  if (teamId !== undefined) {
    await tenant.sql.$queryRaw`
      SELECT id FROM team WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${teamId}::uuid FOR NO KEY UPDATE`;
  }
  return { tenant, streamIds };
}

/** Takes the lock of the stream that an item is in; null when there is no such item. */
export async function lockStreamOfItem(
  tenant: TenantTransaction,
  item: { readonly id: string } | { readonly key: string },
  teamId?: string,
): Promise<StreamLock | null> {
  const [row] =
    'id' in item
      ? await tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id =
            (SELECT stream_id FROM item WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${item.id}::uuid) FOR NO KEY UPDATE`
      : await tenant.sql.$queryRaw<{ id: string }[]>`
          SELECT id FROM value_stream WHERE organization_id = ${tenant.organizationId}::uuid AND id =
            (SELECT stream_id FROM item WHERE organization_id = ${tenant.organizationId}::uuid AND key = ${item.key}) FOR NO KEY UPDATE`;
  if (!row) return null;
  if (teamId !== undefined) {
    await tenant.sql.$queryRaw`
      SELECT id FROM team WHERE organization_id = ${tenant.organizationId}::uuid AND id = ${teamId}::uuid FOR NO KEY UPDATE`;
  }
  return { tenant, streamIds: [row.id] };
}

/** Writes a change that needs its stream's lock. `stage` is the one that the event leads into, if it does. */
export async function changeItem(lock: StreamLock, item: ItemRow, event: ItemEvent, change: Change, stage?: Stage): Promise<ItemRow> {
  if (!lock.streamIds.includes(item.streamId)) throw new Error('The lock does not cover the stream of the item.');
  return writeChange(lock.tenant, item, event, change, stage);
}

/** Writes a change that leaves WIP and order alone. */
export async function touchItem(tenant: TenantTransaction, item: ItemRow, event: Lockless, change: Change): Promise<ItemRow> {
  return writeChange(tenant, item, event, change);
}

async function writeChange(tenant: TenantTransaction, item: ItemRow, event: ItemEvent, change: Change, stage?: Stage): Promise<ItemRow> {
  const at = notBefore(item, change.at);
  const after = applyItemEvent(item, event, at);
  const bumps =
    after.state !== item.state || after.stageId !== item.stageId || after.teamId !== item.teamId || after.blocked !== item.blocked;
  const moves = after.state !== item.state || after.stageId !== item.stageId || after.teamId !== item.teamId;
  const opens = moves && after.state !== 'done' && after.state !== 'parked';
  const visit =
    after.state === 'delivery'
      ? { phase: 'delivery', stage: stage?.name ?? item.stageName ?? '', kind: stage?.kind ?? 'active' }
      : { phase: after.state, stage: after.state, kind: 'waiting' };
  const pulledBy = pulledByAfter(item, event, change);
  const blockReason = event.kind === 'blocked' ? event.data.reason : null;
  const epicId = event.kind === 'linked' ? event.data.epicId : null;
  const endsBlock = item.blocked && !after.blocked;
  const { organizationId } = tenant;

  // One statement: item, visits, block and event change together or not at all. `opened` reads `closed`, so that the old
  // visit is closed before the new one asks the unique index for "at most one open".
  const rows = await tenant.sql.$queryRaw<{ version: number; revision: number }[]>`
    WITH changed AS (
      UPDATE item SET title = ${after.title}, kind = ${after.kind}, purpose = ${after.purpose}, criteria = ${after.criteria}, small_enough = ${after.smallEnough},
        state = ${after.state}, stage_id = ${after.stageId}::uuid, team_id = ${after.teamId}::uuid, rank = ${after.rank}, blocked = ${after.blocked},
        ready_at = ${after.readyAt}::timestamptz, started_at = ${after.startedAt}::timestamptz, finished_at = ${after.finishedAt}::timestamptz,
        returns = ${after.returns}, reopened = ${after.reopened}, pulled_by = ${pulledBy}::uuid,
        epic_id = CASE WHEN ${event.kind === 'linked'} THEN ${epicId}::uuid ELSE epic_id END,
        version = version + ${bumps ? 1 : 0}, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${item.id}::uuid AND revision = ${item.revision}
      RETURNING version, revision
    ), closed AS (
      UPDATE stage_visit SET left_at = greatest(${at}, entered_at)
      WHERE ${moves} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND left_at IS NULL AND EXISTS (SELECT 1 FROM changed)
      RETURNING 1 AS one
    ), opened AS (
      INSERT INTO stage_visit (organization_id, id, item_id, stream_id, team_id, stage_id, phase, stage, kind, entered_at)
      SELECT ${organizationId}::uuid, ${newId()}::uuid, ${item.id}::uuid, ${item.streamId}::uuid, ${after.teamId}::uuid, ${after.stageId}::uuid,
        ${visit.phase}, ${visit.stage}, ${visit.kind}, ${at}
      FROM changed CROSS JOIN (SELECT count(*) FROM closed) AS before WHERE ${opens}
    ), unblocked AS (
      UPDATE blocked_interval SET to_at = greatest(${at}, from_at)
      WHERE ${endsBlock} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND to_at IS NULL AND EXISTS (SELECT 1 FROM changed)
    ), blocked AS (
      INSERT INTO blocked_interval (organization_id, id, item_id, reason, from_at)
      SELECT ${organizationId}::uuid, ${newId()}::uuid, ${item.id}::uuid, ${blockReason ?? ''}, ${at} FROM changed WHERE ${blockReason !== null}
    ), logged AS (
      INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)
      SELECT ${organizationId}::uuid, 'item', ${item.id}::uuid, revision, ${event.kind}, ${at}, ${change.memberId}::uuid, ${JSON.stringify(event.data)}::jsonb
      FROM changed
    )
    SELECT version, revision FROM changed`;
  const [row] = rows;
  if (!row) throw new Superseded();
  return {
    ...item,
    ...after,
    ...row,
    pulledBy,
    stageName: after.stageId === null ? null : (stage?.name ?? item.stageName),
    teamName: after.teamId === item.teamId ? item.teamName : null,
    blockReason: after.blocked ? (blockReason ?? item.blockReason) : null,
    enteredAt: opens ? at : moves ? null : item.enteredAt,
    blockedSince: after.blocked ? (blockReason === null ? item.blockedSince : at) : null,
  };
}

// Set and cleared together with the team, as the fold over the log does (model/item-history.ts).
/**
 * The instant of a change. The request's time was read before its locks, so somebody else's change may carry a later one;
 * events of one item never run backwards.
 */
function notBefore(item: ItemRow, at: Date): Date {
  const known = [item.createdAt, item.readyAt, item.startedAt, item.finishedAt, item.blockedSince, item.enteredAt];
  return new Date(Math.max(at.getTime(), ...known.map((one) => one?.getTime() ?? 0)));
}

function pulledByAfter(item: ItemRow, event: ItemEvent, change: Change): string | null {
  if (event.kind === 'pulled') return event.data.memberId ?? change.memberId;
  return event.kind === 'returned' || event.kind === 'revived' ? null : item.pulledBy;
}

/**
 * Takes an item's newest change back, in one statement: the row as it was before, the stay and the block that the change
 * began removed, those it ended going on, and one more event. Stays are made from the log (model/item-history.ts does the
 * same), so removing one loses nothing.
 */
export async function undoChange(
  lock: StreamLock,
  item: ItemRow,
  event: Extract<ItemEvent, { kind: 'undone' }>,
  change: Change,
): Promise<void> {
  if (!lock.streamIds.includes(item.streamId)) throw new Error('The lock does not cover the stream of the item.');
  const after = applyItemEvent(item, event, change.at);
  const moves = after.state !== item.state || after.stageId !== item.stageId || after.teamId !== item.teamId;
  const bumps = moves || after.blocked !== item.blocked;
  const removesVisit = moves && stays(item.state);
  const resumesVisit = moves && stays(after.state);
  const removesBlock = item.blocked && !after.blocked;
  const resumesBlock = !item.blocked && after.blocked;
  const { sql, organizationId } = lock.tenant;
  const rows = await sql.$queryRaw<unknown[]>`
    WITH changed AS (
      UPDATE item SET state = ${after.state}, stage_id = ${after.stageId}::uuid, team_id = ${after.teamId}::uuid, rank = ${after.rank}, blocked = ${after.blocked},
        ready_at = ${after.readyAt}::timestamptz, started_at = ${after.startedAt}::timestamptz, finished_at = ${after.finishedAt}::timestamptz,
        returns = ${after.returns}, reopened = ${after.reopened}, pulled_by = ${event.data.before.pulledBy}::uuid,
        version = version + ${bumps ? 1 : 0}, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${item.id}::uuid AND revision = ${item.revision}
      RETURNING revision
    ), removed AS (
      DELETE FROM stage_visit WHERE ${removesVisit} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND left_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
      RETURNING 1 AS one
    ), resumed AS (
      UPDATE stage_visit SET left_at = NULL
      WHERE ${resumesVisit} AND organization_id = ${organizationId}::uuid AND id = (SELECT v.id FROM stage_visit v
          WHERE v.organization_id = ${organizationId}::uuid AND v.item_id = ${item.id}::uuid AND v.left_at IS NOT NULL ORDER BY v.entered_at DESC, v.id DESC LIMIT 1)
        AND EXISTS (SELECT 1 FROM changed) AND (SELECT count(*) FROM removed) >= 0
    ), unblocked AS (
      DELETE FROM blocked_interval WHERE ${removesBlock} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND to_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
    ), blocked AS (
      UPDATE blocked_interval SET to_at = NULL
      WHERE ${resumesBlock} AND organization_id = ${organizationId}::uuid AND id = (SELECT b.id FROM blocked_interval b
          WHERE b.organization_id = ${organizationId}::uuid AND b.item_id = ${item.id}::uuid ORDER BY b.from_at DESC, b.id DESC LIMIT 1)
        AND EXISTS (SELECT 1 FROM changed)
    ), logged AS (
      INSERT INTO event (organization_id, subject_type, subject_id, subject_version, kind, at, actor_id, data)
      SELECT ${organizationId}::uuid, 'item', ${item.id}::uuid, revision, ${event.kind}, ${change.at}, ${change.memberId}::uuid, ${JSON.stringify(event.data)}::jsonb
      FROM changed
    )
    SELECT revision FROM changed`;
  if (rows.length === 0) throw new Superseded();
}

// Done and parked items stay nowhere: no visit of theirs is open.
function stays(state: ItemRow['state']): boolean {
  return state !== 'done' && state !== 'parked';
}
