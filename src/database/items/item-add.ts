import { v7 as newId } from 'uuid';
import type { ItemKind } from '../../model/item/item.ts';
import { rankBetween } from '../../model/item/rank.ts';
import type { TenantTransaction } from '../connection/tenant.ts';
import type { Change } from '../events/change.ts';
import { INSERT_EVENT } from '../events/event-parts.ts';
import { nextKey } from '../events/key-counter.ts';
import { findItem, type ItemRow } from './items.ts';
import { bottomRank } from './ranks.ts';

/** What is known of an item when it is added. */
export interface NewItem {
  readonly streamId: string;
  readonly streamKey: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly purpose: string | null;
  /** The epic whose outcome it serves. */
  readonly epicId?: string | null;
  /** The message it was made from. */
  readonly sourceLink?: string | null;
  /** Came up and is started at once (row D11). */
  readonly unplanned?: boolean;
  /** The item it is a part of. */
  readonly parentId?: string | null;
}

/**
 * Adds an item at the end of a backlog, to be refined. Takes no lock of the stream, so it never waits for a pull; the
 * key counter's row orders those who add at the same time, and the rank is read after it.
 */
export async function addItem(tenant: TenantTransaction, item: NewItem, change: Change): Promise<ItemRow> {
  const { organizationId, sql } = tenant;
  const key = await nextKey(tenant, item.streamKey);
  const end = await bottomRank(tenant, item.streamId);
  const id = newId();
  const rank = rankBetween(end, null);
  const epicId = item.epicId ?? null;
  const sourceLink = item.sourceLink ?? null;
  const { unplanned = false, parentId = null } = item;
  const data = JSON.stringify({
    streamId: item.streamId,
    key,
    title: item.title,
    kind: item.kind,
    rank,
    purpose: item.purpose,
    ...(epicId ? { epicId } : {}),
    ...(sourceLink ? { sourceLink } : {}),
    ...(unplanned ? { unplanned } : {}),
    ...(parentId ? { parentId } : {}),
  });
  await sql.$executeRaw`
    WITH added AS (
      INSERT INTO item (organization_id, id, stream_id, key, title, kind, purpose, rank, epic_id, source_link, unplanned, parent_id,
        created_at, changed_at, created_by)
      VALUES (${organizationId}::uuid, ${id}::uuid, ${item.streamId}::uuid, ${key}, ${item.title}, ${item.kind}, ${item.purpose},
        ${rank}, ${epicId}::uuid, ${sourceLink}, ${unplanned}, ${parentId}::uuid, ${change.at}, ${change.at}, ${change.memberId}::uuid)
    ), opened AS (
      INSERT INTO stage_visit (organization_id, id, item_id, stream_id, phase, stage, kind, entered_at)
      VALUES (${organizationId}::uuid, ${newId()}::uuid, ${id}::uuid, ${item.streamId}::uuid, 'refining', 'refining', 'waiting',
        ${change.at})
    )
    ${INSERT_EVENT}
    VALUES (${organizationId}::uuid, 'item', ${id}::uuid, 1, 'added', ${change.at}, ${change.memberId}::uuid, ${data}::jsonb)`;
  const added = await findItem(tenant, id);
  if (!added) throw new Error('The item was not added.');
  return added;
}
