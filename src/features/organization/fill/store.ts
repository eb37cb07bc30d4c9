import type { Tenant } from '../../../database/connection/tenant.ts';
import { fromJson, type ItemJson, type ItemRow } from '../../../database/items/items.ts';

/** The first item of a stream's backlog; null when there is none. */
export async function readFirst(tenant: Tenant, streamId: string): Promise<ItemRow | null> {
  const [row] = await tenant.sql.$queryRaw<{ item: ItemJson }[]>`
    SELECT item_json(i.organization_id, i.id) AS item FROM item i
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid AND i.rank IS NOT NULL
    ORDER BY i.rank LIMIT 1`;
  return row ? fromJson(row.item) : null;
}

/** Items in a stream's backlog that have one of these titles, whatever their capitals. */
export async function findTitles(
  tenant: Tenant,
  streamId: string,
  titles: readonly string[],
): Promise<{ readonly key: string; readonly title: string }[]> {
  return tenant.sql.$queryRaw<{ key: string; title: string }[]>`
    SELECT i.key, i.title FROM item i WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.stream_id = ${streamId}::uuid
      AND i.state IN ('refining', 'ready') AND lower(i.title) = ANY(${titles.map((one) => one.toLowerCase())}::text[])
        ORDER BY i.rank LIMIT 100`;
}

/** A parked idea whose title is like a new one. */
export interface ParkedTwin {
  readonly title: string;
  readonly idea: { readonly key: string; readonly title: string };
}

// The part of their trigrams that two titles share to be called alike; the rule for one title is in database/ideas/likeness.ts.
const ALIKE = 0.45;

/** The parked ideas that are like titles (row E4), the likest of each, in one query for the whole list. */
export async function findParkedTwins(tenant: Tenant, titles: readonly string[]): Promise<ParkedTwin[]> {
  return tenant.sql.$queryRaw<ParkedTwin[]>`
    SELECT t.title, jsonb_build_object('key', p.key, 'title', p.title) AS idea
    FROM unnest(${[...titles]}::text[]) WITH ORDINALITY AS t(title, line) CROSS JOIN LATERAL (
      SELECT i.key, i.title, similarity(lower(i.title), lower(t.title)) AS likeness FROM parked_idea i
      WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.state = 'parked' ORDER BY likeness DESC, i.key LIMIT 1) AS p
    WHERE p.likeness >= ${ALIKE}::real ORDER BY t.line`;
}
