import type { Tenant } from '../../../database/connection/tenant.ts';
import { LAST_REVIEW } from '../../../database/epics/epic-parts.ts';
import { OPEN_ITEM_STATES } from '../../../database/items/item-parts.ts';
import { fromJson, type ItemJson, type ItemRow } from '../../../database/items/items.ts';
import { withReadiness } from '../../../database/items/readiness.ts';
import type { Today } from '../../kit/words/idea-words.ts';

/** What waits on one person, each list cut with its total. */
export interface Waiting {
  /** Items they pulled, still in progress: those that cannot go on, and the others. */
  readonly blocked: readonly ItemRow[];
  readonly mine: readonly ItemRow[];
  /** Of both, how many are not listed. */
  readonly heldBeyond: number;
  /** Why is it here? Asked about items of streams they own, and not answered; the oldest first. */
  readonly asked: readonly { readonly key: string; readonly title: string; readonly question: string }[];
  readonly askedTotal: number;
  /** Near the top of streams they own, and not ready. */
  readonly unready: readonly ItemRow[];
  readonly unreadyTotal: number;
  /** Open epics of theirs without an outcome; `due`: the day to ask again has come. */
  readonly outcomes: readonly { readonly id: string; readonly key: string; readonly title: string; readonly due: boolean }[];
  readonly outcomesTotal: number;
  /** Delivered epics of theirs whose outcome is due to be looked at, the longest due first. */
  readonly reviews: readonly { readonly key: string; readonly title: string }[];
  readonly reviewsTotal: number;
}

/** So far from the top an item should be ready soon. */
const NEAR_TOP = 10;
/** More in one hand is not listed, but counted; limits of teams see to that. */
const HELD_AT_MOST = 20;

/**
 * Everything that waits on a person, in one statement of index ranges.
 *
 * @param day the organization's local date, `YYYY-MM-DD`, and its zone
 */
export async function readWaiting(tenant: Tenant, memberId: string, day: Today, limit: number): Promise<Waiting> {
  const { date: today, zone } = day;
  const org = tenant.organizationId;
  const [row] = await tenant.sql.$queryRaw<
    {
      held: ItemJson[];
      held_total: number;
      asked: Waiting['asked'];
      asked_total: number;
      unready: ItemJson[];
      unready_total: number;
      outcomes: Waiting['outcomes'];
      outcomes_total: number;
      reviews: Waiting['reviews'];
      reviews_total: number;
    }[]
  >`
    WITH held AS (
      SELECT i.id, row_number() OVER (ORDER BY i.started_at, i.key) AS nth FROM team t
        JOIN item i ON i.organization_id = t.organization_id AND i.team_id = t.id AND i.state = 'delivery'
      WHERE t.organization_id = ${org}::uuid AND i.pulled_by = ${memberId}::uuid
    ), asked AS (
      SELECT i.key, i.title, c.question, row_number() OVER (ORDER BY c.asked_at, c.id) AS nth FROM value_stream v
      JOIN item i ON i.organization_id = v.organization_id AND i.stream_id = v.id AND i.state IN ${OPEN_ITEM_STATES}
      JOIN challenge c ON c.organization_id = i.organization_id AND c.item_id = i.id AND c.answered_at IS NULL
      WHERE v.organization_id = ${org}::uuid AND v.owner_id = ${memberId}::uuid
    ), unready AS (
      SELECT i.id, row_number() OVER (ORDER BY v.key, i.rank) AS nth FROM value_stream v CROSS JOIN LATERAL (
        SELECT i.id, i.state, i.rank FROM item i WHERE i.organization_id = v.organization_id AND i.stream_id = v.id
          AND i.rank IS NOT NULL ORDER BY i.rank LIMIT ${NEAR_TOP}) AS i
      WHERE v.organization_id = ${org}::uuid AND v.owner_id = ${memberId}::uuid AND i.state = 'refining'
    ), outcomes AS (
      SELECT e.id, e.key, e.title, e.ask_again_on <= ${today}::date AS due, row_number() OVER (ORDER BY e.ask_again_on, e.id) AS nth
        FROM epic e
      WHERE e.organization_id = ${org}::uuid AND e.owner_id = ${memberId}::uuid AND (e.outcome IS NULL OR e.outcome_gap IS NOT NULL)
        AND e.state IN ('funnel', 'exploring', 'ready', 'investing')
    ), reviews AS (
      SELECT e.key, e.title, row_number() OVER (ORDER BY d.due, e.id) AS nth FROM epic e
      ${LAST_REVIEW}
      CROSS JOIN LATERAL (SELECT (coalesce(r.at, e.finished_at) AT TIME ZONE ${zone})::date + e.review_lag AS due) AS d
      WHERE e.organization_id = ${org}::uuid AND e.owner_id = ${memberId}::uuid AND e.state = 'delivered' AND coalesce(r.verdict,
        'too_early') = 'too_early'
        AND d.due <= ${today}::date
    )
    SELECT (SELECT coalesce(jsonb_agg(item_json(${org}::uuid, h.id) ORDER BY h.nth), '[]') FROM held h
      WHERE h.nth <= ${HELD_AT_MOST}) AS held,
      (SELECT count(*)::int FROM held) AS held_total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', a.key, 'title', a.title, 'question', a.question) ORDER BY a.nth), '[]')
       FROM asked a WHERE a.nth <= ${limit}) AS asked,
      (SELECT count(*)::int FROM asked) AS asked_total,
      (SELECT coalesce(jsonb_agg(item_json(${org}::uuid, u.id) ORDER BY u.nth), '[]') FROM unready u WHERE u.nth <= ${limit}) AS unready,
      (SELECT count(*)::int FROM unready) AS unready_total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'key', o.key, 'title', o.title, 'due', coalesce(o.due, false))
           ORDER BY o.nth), '[]')
       FROM outcomes o WHERE o.nth <= ${limit}) AS outcomes,
      (SELECT count(*)::int FROM outcomes) AS outcomes_total,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', r.key, 'title', r.title) ORDER BY r.nth), '[]') FROM reviews r
       WHERE r.nth <= ${limit}) AS reviews,
      (SELECT count(*)::int FROM reviews) AS reviews_total`;
  if (!row)
    return {
      blocked: [],
      mine: [],
      heldBeyond: 0,
      asked: [],
      askedTotal: 0,
      unready: [],
      unreadyTotal: 0,
      outcomes: [],
      outcomesTotal: 0,
      reviews: [],
      reviewsTotal: 0,
    };
  const held = row.held.map(fromJson);
  return {
    blocked: held.filter((item) => item.blocked),
    mine: held.filter((item) => !item.blocked),
    heldBeyond: row.held_total - held.length,
    asked: row.asked,
    askedTotal: row.asked_total,
    unready: await withReadiness(tenant, row.unready.map(fromJson)),
    unreadyTotal: row.unready_total,
    outcomes: row.outcomes,
    outcomesTotal: row.outcomes_total,
    reviews: row.reviews,
    reviewsTotal: row.reviews_total,
  };
}
