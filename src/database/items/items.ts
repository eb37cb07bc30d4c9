import type { EpicState } from '../../model/epic/epic.ts';
import type { OutcomeGap } from '../../model/epic/outcome-gap.ts';
import type { ItemKind, ItemState } from '../../model/item/item.ts';
import type { ItemSnapshot } from '../../model/item/item-event.ts';
import type { ReadinessFacts } from '../../model/item/readiness.ts';
import { fragment } from '../connection/fragment.ts';
import type { Tenant } from '../connection/tenant.ts';
import { EPIC_OF_ITEM, ITEM_EPIC, itemIdOfKey } from './item-parts.ts';

const ITEM_WITH_EPIC = fragment`
  SELECT item_json(i.organization_id, i.id)
    || jsonb_build_object('epic', CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object(${ITEM_EPIC}) END) AS item
  FROM item i ${EPIC_OF_ITEM}`;

/** An item with the names that a card shows. */
export interface ItemRow extends ItemSnapshot {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly externalKey: string | null;
  readonly pulledBy: string | null;
  readonly streamKey: string;
  readonly streamName: string;
  readonly stageName: string | null;
  readonly teamName: string | null;
  /** Of the open block, if there is one. */
  readonly blockReason: string | null;
  /** The thing that holds it; null where nothing is known but the reason. */
  readonly blockerId: string | null;
  readonly blockedSince: Date | null;
  /** Since when it is where it stands; null once it is done or parked. */
  readonly enteredAt: Date | null;
  /** The epic whose outcome it serves; undefined where it was not read. */
  readonly epic?: ItemEpic | null;
  /** What its readiness depends on besides (database/items/readiness.ts); undefined where it was not read. */
  readonly readiness?: ReadinessFacts;
}

/** What an item's card tells of its epic. */
export interface ItemEpic {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly outcome: string | null;
  /** Why it counts as missing all the same. */
  readonly outcomeGap: OutcomeGap | null;
  readonly measure: string | null;
  /** When the outcome is not known yet: the local date on which to ask again, `YYYY-MM-DD`. */
  readonly askAgainOn: string | null;
}

/** An item as JSON out of SQL: instants are still text. */
export interface ItemJson
  extends Omit<
    ItemRow,
    'createdAt' | 'readyAt' | 'startedAt' | 'finishedAt' | 'blockedSince' | 'enteredAt' | 'splitAt' | 'changedAt' | 'kind' | 'state'
  > {
  readonly kind: string;
  readonly state: string;
  readonly createdAt: string;
  readonly readyAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly blockedSince: string | null;
  readonly enteredAt: string | null;
  readonly splitAt: string | null;
  readonly changedAt: string;
}

/** An instant out of JSON. */
export function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

export function fromJson(json: ItemJson): ItemRow {
  return {
    ...json,
    kind: json.kind as ItemKind,
    state: json.state as ItemState,
    createdAt: new Date(json.createdAt),
    readyAt: instant(json.readyAt),
    startedAt: instant(json.startedAt),
    finishedAt: instant(json.finishedAt),
    blockedSince: instant(json.blockedSince),
    enteredAt: instant(json.enteredAt),
    splitAt: instant(json.splitAt),
    changedAt: new Date(json.changedAt),
  };
}

/** The item of a key such as `PAY-12`, now or before it moved to another stream; or null. */
export async function findItemByKey(tenant: Tenant, key: string): Promise<ItemRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    ${ITEM_WITH_EPIC}
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.id = ${itemIdOfKey(tenant.organizationId, key)}`;
  return row ? fromJson(row.item) : null;
}

/** The item of an id, or null. */
export async function findItem(tenant: Tenant, id: string): Promise<ItemRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    ${ITEM_WITH_EPIC}
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.id = ${id}::uuid`;
  return row ? fromJson(row.item) : null;
}
