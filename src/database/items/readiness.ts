import type { ReadinessFacts } from '../../model/item/readiness.ts';
import type { Tenant } from '../connection/tenant.ts';
import { EPIC_OF_ITEM, NEEDS } from './item-parts.ts';
import { fromJson, type ItemJson, type ItemRow } from './items.ts';

/**
 * The items with what their readiness depends on: the policy of their stream, what they wait for, their tags, their epic. One
 * query for all of them, by keys and the indexes of the relations.
 */
export async function withReadiness<Item extends ItemRow>(tenant: Tenant, items: readonly Item[]): Promise<Item[]> {
  return withFacts(
    items,
    await readFacts(
      tenant,
      items.map((item) => item.id),
    ),
  );
}

/** Items by their ids, in that order, with what their readiness depends on; those that are gone are left out. */
export async function readItems(tenant: Tenant, ids: readonly string[]): Promise<ItemRow[]> {
  if (ids.length === 0) return [];
  const [rows, facts] = await Promise.all([
    tenant.sql.$queryRaw<{ item: ItemJson }[]>`
      SELECT j AS item FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS wanted(id, nth)
      CROSS JOIN LATERAL item_row(${tenant.organizationId}::uuid, wanted.id) AS j ORDER BY wanted.nth`,
    readFacts(tenant, ids),
  ]);
  return withFacts(
    rows.map((row) => fromJson(row.item)),
    facts,
  );
}

async function readFacts(tenant: Tenant, ids: readonly string[]): Promise<ReadonlyMap<string, ReadinessFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tenant.sql.$queryRaw<{ id: string; facts: ReadinessFacts }[]>`
    SELECT i.id, jsonb_build_object('policy', v.checks,
      'waitsFor', (SELECT coalesce(jsonb_agg(n.key ORDER BY n.key), '[]') FROM ${NEEDS}
        WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state NOT IN ('done', 'parked')),
      'tags', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.kind, t.position), '[]') FROM item_tag it
        JOIN tag t ON t.organization_id = it.organization_id AND t.id = it.tag_id AND t.stream_id = i.stream_id
        WHERE it.organization_id = i.organization_id AND it.item_id = i.id),
      'epic', CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object('key', e.key, 'state', e.state) END) AS facts
    FROM unnest(${[...ids]}::uuid[]) AS wanted(id)
    JOIN item i ON i.organization_id = ${tenant.organizationId}::uuid AND i.id = wanted.id
    JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
    ${EPIC_OF_ITEM}`;
  return new Map(rows.map((row) => [row.id, row.facts]));
}

function withFacts<Item extends ItemRow>(items: readonly Item[], facts: ReadonlyMap<string, ReadinessFacts>): Item[] {
  return items.map((item) => {
    const readiness = facts.get(item.id);
    return readiness ? { ...item, readiness } : item;
  });
}

/** One item with what its readiness depends on. */
export async function readinessOf<Item extends ItemRow>(tenant: Tenant, item: Item): Promise<Item> {
  return (await withReadiness(tenant, [item]))[0] ?? item;
}
