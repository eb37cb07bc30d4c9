import type { ReadinessFacts } from '../model/readiness.ts';
import type { ItemRow } from './items.ts';
import type { Tenant } from './tenant.ts';

/**
 * The items with what their readiness depends on: the policy of their stream, what they wait for, their tags, their epic. One
 * query for all of them, by keys and the indexes of the relations.
 */
export async function withReadiness<Item extends ItemRow>(tenant: Tenant, items: readonly Item[]): Promise<Item[]> {
  if (items.length === 0) return [];
  const rows = await tenant.sql.$queryRaw<{ id: string; facts: ReadinessFacts }[]>`
    SELECT i.id, jsonb_build_object('policy', v.checks,
      'waitsFor', (SELECT coalesce(jsonb_agg(n.key ORDER BY n.key), '[]') FROM dependency d
        JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id
        WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state NOT IN ('done', 'parked')),
      'tags', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) ORDER BY t.kind, t.position), '[]') FROM item_tag it
        JOIN tag t ON t.organization_id = it.organization_id AND t.id = it.tag_id AND t.stream_id = i.stream_id
        WHERE it.organization_id = i.organization_id AND it.item_id = i.id),
      'epic', CASE WHEN e.id IS NULL THEN NULL ELSE jsonb_build_object('key', e.key, 'state', e.state) END) AS facts
    FROM unnest(${items.map((item) => item.id)}::uuid[]) AS wanted(id)
    JOIN item i ON i.organization_id = ${tenant.organizationId}::uuid AND i.id = wanted.id
    JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
    LEFT JOIN epic e ON e.organization_id = i.organization_id AND e.id = i.epic_id`;
  const byId = new Map(rows.map((row) => [row.id, row.facts]));
  return items.map((item) => {
    const readiness = byId.get(item.id);
    return readiness ? { ...item, readiness } : item;
  });
}

/** One item with what its readiness depends on. */
export async function readinessOf<Item extends ItemRow>(tenant: Tenant, item: Item): Promise<Item> {
  return (await withReadiness(tenant, [item]))[0] ?? item;
}
