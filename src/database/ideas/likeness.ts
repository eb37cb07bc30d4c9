import type { Tenant } from '../connection/tenant.ts';
import { OPEN_EPIC_STATES } from '../epics/epic-parts.ts';
import { OPEN_ITEM_STATES } from '../items/item-parts.ts';
import type { IdeaRow } from './ideas.ts';
import { readIdeas } from './ideas.ts';

/** Something like a title: an item that is not finished, an open epic, or a parked idea with its decision. */
export interface Like {
  readonly kind: 'item' | 'epic' | 'idea';
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** Of an item or epic: refining, ready, delivery …; of an idea: parked. */
  readonly state: string;
  /** Name of the stream, where it has one. */
  readonly streamName: string | null;
  /** 0 to 1. */
  readonly score: number;
  /** Who decided, when, why, what would reopen it; of ideas only. */
  readonly idea: IdeaRow | null;
}

/** Compared as a whole, the titles share this part of their trigrams ("Clearer decline messages" and "Clearer error messages": 0.55). */
const WHOLE = 0.45;
/** One title lies in the other, word endings aside ("Pay by invoice" in "Paying by invoice for companies": 0.74). */
const WITHIN = 0.7;
/** A shorter title ("Pay") lies in too many others to mean anything. */
const SHORTEST = 5;
// The index cannot be asked "does your title lie in mine?", only "how much of mine do you hold?"; for a long title that part is small.
const TRIGRAMS_OF_A_SHORT_TITLE = 10;
// Below this the index would hand out most of the titles, and each costs some 20 µs to judge.
const LEAST = 0.18;

/** The part of the wanted title's trigrams that another must hold to be like it in any of the ways above. */
function leastShare(title: string): number {
  const trigrams = [...title].length * 1.1;
  return Math.min(WHOLE, Math.max(LEAST, TRIGRAMS_OF_A_SHORT_TITLE / trigrams));
}

/**
 * What is like a title, best first (row E4). Two queries: titles by trigrams, then the decisions of the ideas among them.
 * In the first the operator `%>` asks the indexes on `lower(title)`, with a limit set for this statement, for all that may
 * be alike (word_similarity is never below similarity); the exact rule follows. Scores are computed once per candidate.
 *
 * @param title cleaned; of any length, also while it is being typed
 */
export async function findLike(tenant: Tenant, title: string, { limit }: { readonly limit: number }): Promise<Like[]> {
  const wanted = title.toLowerCase();
  if ([...wanted].length < SHORTEST) return [];
  const org = tenant.organizationId;
  // `limits` stands first in every join, so that it is evaluated before an index is asked.
  const rows = await tenant.sql.$queryRaw<Omit<Like, 'idea'>[]>`
    WITH limits AS MATERIALIZED (
      SELECT set_config('pg_trgm.word_similarity_threshold', ${String(leastShare(wanted))}, true) AS share
    ), near AS MATERIALIZED (
      SELECT c.* FROM limits CROSS JOIN LATERAL (
        SELECT 'item' AS kind, i.id, i.key, i.title, i.state, i.stream_id FROM item i
        WHERE lower(i.title) %> ${wanted} AND i.organization_id = ${org}::uuid AND i.state IN ${OPEN_ITEM_STATES}
          AND limits.share IS NOT NULL
      ) AS c
      UNION ALL
      SELECT c.* FROM limits CROSS JOIN LATERAL (
        SELECT 'epic' AS kind, e.id, e.key, e.title, e.state, e.stream_id FROM epic e
        WHERE lower(e.title) %> ${wanted} AND e.organization_id = ${org}::uuid
          AND e.state IN ${OPEN_EPIC_STATES} AND limits.share IS NOT NULL
      ) AS c
      UNION ALL
      SELECT c.* FROM limits CROSS JOIN LATERAL (
        SELECT 'idea' AS kind, p.id, p.key, p.title, p.state, NULL::uuid AS stream_id FROM parked_idea p
        WHERE lower(p.title) %> ${wanted} AND p.organization_id = ${org}::uuid AND p.state = 'parked'
          AND limits.share IS NOT NULL
      ) AS c
    ), scored AS MATERIALIZED (
      SELECT near.*, similarity(lower(title), ${wanted}) AS whole,
        greatest(word_similarity(${wanted}, lower(title)),
          CASE WHEN length(title) >= ${SHORTEST} THEN word_similarity(lower(title), ${wanted}) END) AS within
      FROM near
    )
    SELECT s.kind, s.id, s.key, s.title, s.state, v.name AS "streamName", greatest(s.whole, s.within * 0.9)::float8 AS score
    FROM scored s LEFT JOIN value_stream v ON v.organization_id = ${org}::uuid AND v.id = s.stream_id
    WHERE s.whole >= ${WHOLE}::real OR s.within >= ${WITHIN}::real
    ORDER BY score DESC, s.kind = 'idea' DESC, s.key LIMIT ${limit}`;
  const ideas = await readIdeas(
    tenant,
    rows.filter((row) => row.kind === 'idea').map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, idea: ideas.find((idea) => idea.id === row.id) ?? null }));
}
