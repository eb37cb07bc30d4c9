import { v7 as newId } from 'uuid';
import type { Stage } from '../../model/item/item.ts';
import { applyItemEvent, type ItemEvent } from '../../model/item/item-event.ts';
import { movesBetween } from '../../model/item/item-history.ts';
import { Superseded } from '../connection/sql-error.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { INSERT_EVENT } from '../events/event-parts.ts';
import { lockBlocker, settleBlocker } from './blockers.ts';
import type { ItemRow } from './items.ts';
import type { StreamLock } from './stream-locks.ts';

// These change neither WIP nor order, so they need no lock of the stream; the item's revision guards them.
type Lockless = Extract<
  ItemEvent,
  { kind: 'edited' | 'linked' | 'blocked' | 'unblocked' | 'scored' | 'dated' | 'tagged' | 'needs' | 'needless' | 'learned' | 'corrected' }
>;

/**
 * Writes a change that needs the lock of its stream. Items are changed in this file and nowhere else.
 *
 * @param stage the stage that the event leads into, if it leads into one
 */
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
  const moves = movesBetween(item, after);
  const bumps = moves || after.blocked !== item.blocked;
  const opens = moves && after.state !== 'done' && after.state !== 'parked';
  const visit =
    after.state === 'delivery'
      ? { phase: 'delivery', stage: stage?.name ?? item.stageName ?? '', kind: stage?.kind ?? 'active' }
      : { phase: after.state, stage: after.state, kind: 'waiting' };
  const pulledBy = pulledByAfter(item, event, change);
  const blockReason = event.kind === 'blocked' ? event.data.reason : null;
  const blockerId = event.kind === 'blocked' ? (event.data.blockerId ?? null) : null;
  const epicId = event.kind === 'linked' ? event.data.epicId : null;
  const endsBlock = item.blocked && !after.blocked;
  const { organizationId } = tenant;
  // Before the item's row, as everybody takes the two in this order.
  if (endsBlock && item.blockerId !== null) await lockBlocker(tenant, item.blockerId);

  // One statement: item, visits, block and event change together or not at all. `opened` reads `closed`, so that the old
  // visit is closed before the new one asks the unique index for "at most one open".
  const rows = await tenant.sql.$queryRaw<{ version: number; revision: number }[]>`
    WITH changed AS (
      UPDATE item
      SET title = ${after.title}, kind = ${after.kind}, purpose = ${after.purpose}, criteria = ${after.criteria},
        small_enough = ${after.smallEnough},
        state = ${after.state}, stage_id = ${after.stageId}::uuid, team_id = ${after.teamId}::uuid, rank = ${after.rank},
        blocked = ${after.blocked}, ready_at = ${after.readyAt}::timestamptz, started_at = ${after.startedAt}::timestamptz,
        finished_at = ${after.finishedAt}::timestamptz,
        returns = ${after.returns}, reopened = ${after.reopened}, pulled_by = ${pulledBy}::uuid,
        stream_id = ${after.streamId}::uuid, key = ${after.key}, checks = ${[...after.checks]}::text[], expedite = ${after.expedite},
        score = ${after.score === null ? null : JSON.stringify(after.score)}::jsonb, external_date = ${after.externalDate}::date,
        external_reason = ${after.externalReason}, split_at = ${after.splitAt}::timestamptz, merged_into = ${after.mergedInto}::uuid,
        learning = ${after.learning}, changed_at = ${after.changedAt}::timestamptz,
        epic_id = CASE WHEN ${event.kind === 'linked'} THEN ${epicId}::uuid ELSE epic_id END,
        version = version + ${bumps ? 1 : 0}, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${item.id}::uuid AND revision = ${item.revision}
      RETURNING version, revision
    ), closed AS (
      UPDATE stage_visit SET left_at = greatest(${at}, entered_at)
      WHERE ${moves} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND left_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
      RETURNING 1 AS one
    ), opened AS (
      INSERT INTO stage_visit (organization_id, id, item_id, stream_id, team_id, stage_id, phase, stage, kind, entered_at)
      SELECT ${organizationId}::uuid, ${newId()}::uuid, ${item.id}::uuid, ${after.streamId}::uuid, ${after.teamId}::uuid,
        ${after.stageId}::uuid, ${visit.phase}, ${visit.stage}, ${visit.kind}, ${at}
      FROM changed CROSS JOIN (SELECT count(*) FROM closed) AS before WHERE ${opens}
    ), unblocked AS (
      UPDATE blocked_interval SET to_at = greatest(${at}, from_at)
      WHERE ${endsBlock} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND to_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
    ), blocked AS (
      INSERT INTO blocked_interval (organization_id, id, item_id, reason, blocker_id, from_at)
      SELECT ${organizationId}::uuid, ${newId()}::uuid, ${item.id}::uuid, ${blockReason ?? ''}, ${blockerId}::uuid, ${at} FROM changed
      WHERE ${blockReason !== null}
    ), logged AS (
      ${INSERT_EVENT}
      SELECT ${organizationId}::uuid, 'item', ${item.id}::uuid, revision, ${event.kind}, ${at}, ${change.memberId}::uuid,
        ${JSON.stringify(event.data)}::jsonb
      FROM changed
    )
    SELECT version, revision FROM changed`;
  const [row] = rows;
  if (!row) throw new Superseded();
  if (endsBlock && item.blockerId !== null) await settleBlocker(tenant, item.blockerId, { ...change, at });
  return {
    ...item,
    ...after,
    ...row,
    pulledBy,
    stageName: after.stageId === null ? null : (stage?.name ?? item.stageName),
    teamName: after.teamId === item.teamId ? item.teamName : null,
    blockReason: after.blocked ? (blockReason ?? item.blockReason) : null,
    blockerId: after.blocked ? (blockReason === null ? item.blockerId : blockerId) : null,
    enteredAt: opens ? at : moves ? null : item.enteredAt,
    blockedSince: after.blocked ? (blockReason === null ? item.blockedSince : at) : null,
  };
}

/**
 * The instant of a change. The request's time was read before its locks, so somebody else's change may carry a later one;
 * events of one item never run backwards.
 */
function notBefore(item: ItemRow, at: Date): Date {
  const known = [item.changedAt, item.createdAt, item.readyAt, item.startedAt, item.finishedAt, item.blockedSince, item.enteredAt];
  return new Date(Math.max(at.getTime(), ...known.map((one) => one?.getTime() ?? 0)));
}

// Set and cleared together with the team, as the fold over the log does (model/item/item-history.ts).
function pulledByAfter(item: ItemRow, event: ItemEvent, change: Change): string | null {
  if (event.kind === 'pulled') return event.data.memberId ?? change.memberId;
  return event.kind === 'returned' || event.kind === 'revived' ? null : item.pulledBy;
}

/**
 * Takes back an item's newest change, in one statement. The row is as it was before; the stay and the block that the change began are
 * removed, and those that it ended go on; one more event is added, no earlier than the newest one. Stays are made from the log
 * (model/item/item-history.ts does the same), so removing one loses nothing.
 */
export async function undoChange(
  lock: StreamLock,
  item: ItemRow,
  event: Extract<ItemEvent, { kind: 'undone' }>,
  change: Change,
): Promise<void> {
  if (!lock.streamIds.includes(item.streamId)) throw new Error('The lock does not cover the stream of the item.');
  const at = notBefore(item, change.at);
  const after = applyItemEvent(item, event, at);
  const moves = after.state !== item.state || after.stageId !== item.stageId || after.teamId !== item.teamId;
  const bumps = moves || after.blocked !== item.blocked;
  const removesVisit = moves && stays(item.state);
  const resumesVisit = moves && stays(after.state);
  const removesBlock = item.blocked && !after.blocked;
  const resumesBlock = !item.blocked && after.blocked;
  const { sql, organizationId } = lock.tenant;
  const blockerId = removesBlock ? item.blockerId : resumesBlock ? await lastBlocker(lock.tenant, item.id) : null;
  if (blockerId !== null) await lockBlocker(lock.tenant, blockerId);
  const rows = await sql.$queryRaw<unknown[]>`
    WITH changed AS (
      UPDATE item
      SET state = ${after.state}, stage_id = ${after.stageId}::uuid, team_id = ${after.teamId}::uuid, rank = ${after.rank},
        blocked = ${after.blocked}, ready_at = ${after.readyAt}::timestamptz, started_at = ${after.startedAt}::timestamptz,
        finished_at = ${after.finishedAt}::timestamptz,
        returns = ${after.returns}, reopened = ${after.reopened}, pulled_by = ${event.data.before.pulledBy}::uuid,
        expedite = ${after.expedite}, changed_at = greatest(${at}::timestamptz, (
          SELECT e.at FROM event e
          WHERE e.organization_id = ${organizationId}::uuid AND e.subject_type = 'item' AND e.subject_id = ${item.id}::uuid
          ORDER BY e.subject_version DESC LIMIT 1)), version = version + ${bumps ? 1 : 0}, revision = revision + 1
      WHERE organization_id = ${organizationId}::uuid AND id = ${item.id}::uuid AND revision = ${item.revision}
      RETURNING revision, changed_at
    ), removed AS (
      DELETE FROM stage_visit
      WHERE ${removesVisit} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND left_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
      RETURNING 1 AS one
    ), resumed AS (
      UPDATE stage_visit SET left_at = NULL
      WHERE ${resumesVisit} AND organization_id = ${organizationId}::uuid AND id = (SELECT v.id FROM stage_visit v
          WHERE v.organization_id = ${organizationId}::uuid AND v.item_id = ${item.id}::uuid AND v.left_at IS NOT NULL
          ORDER BY v.entered_at DESC, v.id DESC LIMIT 1)
        AND EXISTS (SELECT 1 FROM changed) AND (SELECT count(*) FROM removed) >= 0
    ), unblocked AS (
      DELETE FROM blocked_interval
      WHERE ${removesBlock} AND organization_id = ${organizationId}::uuid AND item_id = ${item.id}::uuid AND to_at IS NULL
        AND EXISTS (SELECT 1 FROM changed)
    ), blocked AS (
      UPDATE blocked_interval SET to_at = NULL
      WHERE ${resumesBlock} AND organization_id = ${organizationId}::uuid AND id = (SELECT b.id FROM blocked_interval b
          WHERE b.organization_id = ${organizationId}::uuid AND b.item_id = ${item.id}::uuid ORDER BY b.from_at DESC, b.id DESC LIMIT 1)
        AND EXISTS (SELECT 1 FROM changed)
    ), logged AS (
      ${INSERT_EVENT}
      SELECT ${organizationId}::uuid, 'item', ${item.id}::uuid, revision, ${event.kind}, changed_at, ${change.memberId}::uuid,
        ${JSON.stringify(event.data)}::jsonb
      FROM changed
    )
    SELECT revision FROM changed`;
  if (rows.length === 0) throw new Superseded();
  if (blockerId !== null) await settleBlocker(lock.tenant, blockerId, change);
}

// What held an item when it was blocked last.
async function lastBlocker(tenant: TenantTransaction, itemId: string): Promise<string | null> {
  const [row] = await tenant.sql.$queryRaw<{ id: string | null }[]>`
    SELECT b.blocker_id AS id FROM blocked_interval b
    WHERE b.organization_id = ${tenant.organizationId}::uuid AND b.item_id = ${itemId}::uuid
    ORDER BY b.from_at DESC, b.id DESC LIMIT 1`;
  return row?.id ?? null;
}

// Done and parked items stay nowhere: no visit of theirs is open.
function stays(state: ItemRow['state']): boolean {
  return state !== 'done' && state !== 'parked';
}

/**
 * Replaces one tag by another on every item that has it, with an event for each: one statement, however many there are.
 *
 * @returns how many items changed
 */
export async function retagItems(
  lock: StreamLock,
  from: { readonly id: string; readonly streamId: string },
  to: { readonly id: string },
  change: Change,
): Promise<number> {
  if (!lock.streamIds.includes(from.streamId)) throw new Error('The lock does not cover the stream of the tag.');
  const { sql, organizationId } = lock.tenant;
  // Events of one item never run backwards: somebody else's change may carry a later instant than this request.
  const [row] = await sql.$queryRaw<{ items: number }[]>`
    WITH had AS (
      SELECT it.item_id AS id, (SELECT jsonb_agg(DISTINCT CASE WHEN o.tag_id = ${from.id}::uuid THEN ${to.id}::text ELSE o.tag_id::text END)
        FROM item_tag o WHERE o.organization_id = it.organization_id AND o.item_id = it.item_id) AS tags
      FROM item_tag it WHERE it.organization_id = ${organizationId}::uuid AND it.tag_id = ${from.id}::uuid
    ), changed AS (
      UPDATE item i SET revision = i.revision + 1, changed_at = greatest(${change.at}::timestamptz, i.changed_at) FROM had
      WHERE i.organization_id = ${organizationId}::uuid AND i.id = had.id RETURNING i.id, i.revision, i.changed_at, had.tags
    ), logged AS (
      ${INSERT_EVENT}
      SELECT ${organizationId}::uuid, 'item', id, revision, 'tagged', changed_at, ${change.memberId}::uuid,
        jsonb_build_object('tagIds', tags) FROM changed
    ), given AS (
      INSERT INTO item_tag (organization_id, item_id, tag_id) SELECT ${organizationId}::uuid, id, ${to.id}::uuid FROM changed
      ON CONFLICT (organization_id, item_id, tag_id) DO NOTHING
    ), taken AS (
      DELETE FROM item_tag WHERE organization_id = ${organizationId}::uuid AND tag_id = ${from.id}::uuid AND EXISTS (SELECT 1 FROM changed)
    )
    SELECT count(*)::int AS items FROM changed`;
  return row?.items ?? 0;
}
