import type { ItemState } from '../../model/item/item.ts';
import type { Tenant } from '../connection/tenant.ts';
import { ITEM_NAME } from './item-parts.ts';
import type { ItemRow } from './items.ts';

/** Another item of the same family. */
export interface Relative {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly state: ItemState;
  readonly version: number;
}

/** Where an item comes from and what became of it (row C12). */
export interface Lineage {
  /** What it was split from. */
  readonly parent: Relative | null;
  /** What it was split into, in the order they were written; the first of them. */
  readonly parts: readonly Relative[];
  /** How many parts there are, are done, and are still to be done. */
  readonly counts: { readonly parts: number; readonly done: number; readonly open: number };
  /** What took it in. */
  readonly into: Relative | null;
  /** What it took in. */
  readonly merged: readonly Relative[];
  /** Keys it had in other streams. */
  readonly aliases: readonly string[];
}

const RELATIVES_AT_MOST = 50;

/** An item's family, by index ranges. */
export async function readLineage(tenant: Tenant, item: Pick<ItemRow, 'id' | 'parentId' | 'mergedInto'>): Promise<Lineage> {
  const org = tenant.organizationId;
  const rows = await tenant.sql.$queryRaw<(Relative & { readonly is: 'parent' | 'part' | 'into' | 'merged' })[]>`
    (SELECT 'parent' AS is, ${ITEM_NAME}, i.version FROM item i WHERE i.organization_id = ${org}::uuid AND i.id = ${item.parentId}::uuid)
    UNION ALL
    (SELECT 'into', ${ITEM_NAME}, i.version FROM item i WHERE i.organization_id = ${org}::uuid AND i.id = ${item.mergedInto}::uuid)
    UNION ALL
    (SELECT 'part', ${ITEM_NAME}, i.version FROM item i WHERE i.organization_id = ${org}::uuid AND i.parent_id = ${item.id}::uuid
     ORDER BY i.id LIMIT ${RELATIVES_AT_MOST})
    UNION ALL
    (SELECT 'merged', ${ITEM_NAME}, i.version FROM item i WHERE i.organization_id = ${org}::uuid AND i.merged_into = ${item.id}::uuid
     ORDER BY i.id LIMIT ${RELATIVES_AT_MOST})`;
  const aliases = await tenant.sql.$queryRaw<{ key: string }[]>`
    SELECT a.key FROM item_alias a WHERE a.organization_id = ${org}::uuid AND a.item_id = ${item.id}::uuid ORDER BY a.key
      LIMIT ${RELATIVES_AT_MOST}`;
  const [counts] = await tenant.sql.$queryRaw<Lineage['counts'][]>`
    SELECT count(*)::int AS parts, count(*) FILTER (WHERE i.state = 'done')::int AS done,
      count(*) FILTER (WHERE i.state NOT IN ('done', 'parked'))::int AS open
    FROM item i WHERE i.organization_id = ${org}::uuid AND i.parent_id = ${item.id}::uuid`;
  const of = (is: string) => rows.filter((row) => row.is === is);
  return {
    parent: of('parent')[0] ?? null,
    parts: of('part'),
    counts: counts ?? { parts: 0, done: 0, open: 0 },
    into: of('into')[0] ?? null,
    merged: of('merged'),
    aliases: aliases.map((row) => row.key),
  };
}
