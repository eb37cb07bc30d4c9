import type { Tenant } from '../../../database/connection/tenant.ts';
import { type IdeaRow, readIdeas } from '../../../database/ideas/ideas.ts';
import { IN_PROGRESS } from '../../../database/items/item-parts.ts';

/** A part of the anti-backlog, and how many ideas there are in all. */
export interface IdeaPart {
  readonly ideas: readonly IdeaRow[];
  readonly total: number;
}

/** Titles share words less often than a proposal does: a search is looser than the check for likeness. */
const NEAR = 0.5;

/**
 * Parked ideas: newest first, or those that hold all the words (title, reason or condition) or whose title is like them, best first.
 *
 * @param words lower case, may be empty
 * @param after how many stand before the part
 */
export async function readParked(tenant: Tenant, words: string, after: number, limit: number): Promise<IdeaPart> {
  const org = tenant.organizationId;
  const single = words.split(' ').filter((word) => word !== '');
  const rows =
    single.length === 0
      ? await tenant.sql.$queryRaw<{ id: string; total: number }[]>`
          SELECT id, (count(*) OVER ())::int AS total FROM parked_idea WHERE organization_id = ${org}::uuid AND state = 'parked'
          ORDER BY created_at DESC, id DESC OFFSET ${after} LIMIT ${limit}`
      : await tenant.sql.$queryRaw<{ id: string; total: number }[]>`
          SELECT id, (count(*) OVER ())::int AS total FROM (
            SELECT p.id, p.created_at, word_similarity(${words}, lower(p.title)) AS near,
              NOT EXISTS (SELECT 1 FROM unnest(${single}::text[]) AS word
                WHERE position(word IN lower(p.key || ' ' || p.title || ' ' || p.reason || ' ' || coalesce(p.reopen_when,
                      ''))) = 0) AS holds
            FROM parked_idea p WHERE p.organization_id = ${org}::uuid AND p.state = 'parked') AS found
          WHERE holds OR near >= ${NEAR}::real
          ORDER BY near + holds::int DESC, created_at DESC, id DESC OFFSET ${after} LIMIT ${limit}`;
  return {
    ideas: await readIdeas(
      tenant,
      rows.map((row) => row.id),
    ),
    total: rows[0]?.total ?? 0,
  };
}

/** What parking an item touches besides the item. */
export interface ItemFacts {
  readonly createdBy: string | null;
  readonly pulledByName: string | null;
  readonly team: { readonly name: string; readonly inProgress: number; readonly limit: number } | null;
}

/** Who added an item, who pulled it, and how full the team is that has it. */
export async function readItemFacts(tenant: Tenant, itemId: string): Promise<ItemFacts> {
  const [row] = await tenant.sql.$queryRaw<ItemFacts[]>`
    SELECT i.created_by AS "createdBy", m.name AS "pulledByName",
      (SELECT jsonb_build_object('name', t.name, 'limit', t.wip_limit, 'inProgress',
          (SELECT count(*) FROM item i
           WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND ${IN_PROGRESS}))
       FROM team t WHERE t.organization_id = i.organization_id AND t.id = i.team_id) AS team
    FROM item i LEFT JOIN member m ON m.organization_id = i.organization_id AND m.id = i.pulled_by
    WHERE i.organization_id = ${tenant.organizationId}::uuid AND i.id = ${itemId}::uuid`;
  return row ?? { createdBy: null, pulledByName: null, team: null };
}

/** Names of the leaders, by name. */
export async function readLeaders(tenant: Tenant): Promise<string[]> {
  const rows = await tenant.sql.$queryRaw<{ name: string }[]>`
    SELECT name FROM member WHERE organization_id = ${tenant.organizationId}::uuid AND is_leader ORDER BY name LIMIT 20`;
  return rows.map((row) => row.name);
}
