import { fragment } from '../../../database/connection/fragment.ts';
import { CAN_BE_TAKEN, IN_PROGRESS, ITEM_EPIC, NEEDS, OPEN_BLOCK } from '../../../database/items/item-parts.ts';
import { STAGE_PAIRS } from '../../../database/organization/stage-pairs.ts';

// Parts of the one statement that `/flow next` and a pull read (store.ts): `t` is the team, `v` one of its streams, `c` what goes first there.

/** No item was ever the team's. Asked in the index's order: without it the planner reads all of them. */
export const IS_NEWCOMER = fragment`
  (SELECT i.state FROM item i
   WHERE i.organization_id = t.organization_id AND i.team_id = t.id
   ORDER BY i.state LIMIT 1) IS NULL`;

/** What the team has in progress. */
export const HELD = fragment`
  SELECT count(*) AS all, count(*) FILTER (WHERE i.unplanned) AS unplanned
  FROM item i
  WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND ${IN_PROGRESS}`;

/** The first three of what the team has in progress, oldest first. */
export const OLDEST = fragment`
  (SELECT json_agg(json_build_object('key', i.key, 'title', i.title, 'expedite', i.expedite, 'unplanned', i.unplanned,
     'startedAt', i.started_at, 'splitAt', i.split_at, 'blocked', i.blocked, 'blockedSince', b.from_at,
     'blockReason', b.reason, 'stageName', s.name) ORDER BY i.started_at, i.key)
   FROM (SELECT * FROM item i
     WHERE i.organization_id = t.organization_id AND i.team_id = t.id AND ${IN_PROGRESS}
     ORDER BY i.started_at, i.key LIMIT 3) AS i
   LEFT JOIN stage s ON s.organization_id = i.organization_id AND s.stream_id = i.stream_id AND s.id = i.stage_id
   ${OPEN_BLOCK})`;

/** What goes first in a stream: the best-ranked expedited item that can be taken, else the best-ranked one. */
export const CANDIDATE = fragment`
  SELECT * FROM (
    (SELECT i.id, i.rank, i.epic_id, i.expedite, 1 AS turn FROM item i
     WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND i.expedite AND ${CAN_BE_TAKEN}
     ORDER BY i.rank LIMIT 1)
    UNION ALL
    (SELECT i.id, i.rank, i.epic_id, i.expedite, 2 FROM item i
     WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND ${CAN_BE_TAKEN}
     ORDER BY i.rank LIMIT 1)) AS first
  ORDER BY turn LIMIT 1`;

const STREAM_WIP = fragment`
  CASE WHEN v.wip_limit IS NULL THEN NULL ELSE
    (SELECT count(*) FROM item i
     WHERE i.organization_id = v.organization_id AND i.stream_id = v.id AND ${IN_PROGRESS}) END`;

const STAGES = fragment`
  (SELECT coalesce(json_agg(json_build_object(${STAGE_PAIRS}) ORDER BY s.position), '[]')
   FROM stage s WHERE s.organization_id = v.organization_id AND s.stream_id = v.id)`;

const EPIC = fragment`
  (SELECT json_build_object(${ITEM_EPIC})
   FROM epic e WHERE e.organization_id = v.organization_id AND e.id = c.epic_id)`;

const EXPEDITE_REASON = fragment`
  CASE WHEN c.expedite THEN
    (SELECT d.reason FROM decision d
     WHERE d.organization_id = v.organization_id AND d.subject_type = 'item' AND d.subject_id = c.id AND d.act = 'expedite'
     ORDER BY d.at DESC LIMIT 1) END`;

// Why it stands there against the scores, unless that was taken back.
const ORDER_REASON = fragment`
  CASE WHEN v.scored AND NOT c.expedite THEN
    (SELECT r.data->>'reason' FROM event r
     WHERE r.organization_id = v.organization_id AND r.subject_type = 'item' AND r.subject_id = c.id AND r.kind = 'ranked'
       AND NOT EXISTS (SELECT 1 FROM event u
         WHERE u.organization_id = r.organization_id AND u.subject_type = 'item' AND u.subject_id = r.subject_id
           AND u.subject_version > r.subject_version AND u.kind = 'undone' AND u.data->>'of' = r.subject_version::text)
     ORDER BY r.subject_version DESC LIMIT 1) END`;

// In the index's order, as with IS_NEWCOMER.
const ABOVE = fragment`
  (SELECT count(*) FROM (
     SELECT 1 FROM item a
     WHERE a.organization_id = v.organization_id AND a.stream_id = v.id AND a.rank < c.rank
     ORDER BY a.rank LIMIT 100) AS better)`;

const WAITS_FOR_KEYS = fragment`
  (SELECT coalesce(json_agg(w.key), '[]') FROM (
     SELECT n.key FROM ${NEEDS}
     WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done'
     ORDER BY d.created_at, n.key LIMIT 3) AS w)`;

const PASSED_OVER = fragment`
  (SELECT coalesce(json_agg(json_build_object(
     'key', i.key, 'state', i.state, 'blocked', i.blocked, 'reason', b.reason, 'waitsFor', ${WAITS_FOR_KEYS}) ORDER BY i.rank), '[]')
   FROM (
     (SELECT * FROM item a
      WHERE NOT c.expedite AND a.organization_id = v.organization_id AND a.stream_id = v.id AND a.rank < c.rank
      ORDER BY a.rank LIMIT 3)
     UNION ALL
     (SELECT * FROM item a
      WHERE c.id IS NULL AND a.organization_id = v.organization_id AND a.stream_id = v.id AND a.state = 'ready'
      ORDER BY a.rank LIMIT 3)) AS i
   ${OPEN_BLOCK})`;

const LEVEL = fragment`
  (SELECT json_build_object('day', l.day, 'p50', l.p50, 'p85', l.p85, 'sample', l.sample,
     'withoutStart', l.without_start, 'backwards', l.backwards)
   FROM service_level l WHERE l.organization_id = v.organization_id AND l.stream_id = v.id)`;

/** One stream of the team with what goes first there (see StreamChoice). */
export const STREAM = fragment`
  json_build_object(
    'id', v.id, 'key', v.key, 'name', v.name, 'wipLimit', v.wip_limit,
    'freeTop', v.free_top, 'slack', v.slack, 'slackEnforced', v.slack_enforced,
    'inProgress', ${STREAM_WIP},
    'stages', ${STAGES},
    'candidate', (SELECT j FROM item_row(v.organization_id, c.id) AS j),
    'epic', ${EPIC},
    'expediteReason', ${EXPEDITE_REASON},
    'orderReason', ${ORDER_REASON},
    'above', ${ABOVE},
    'passedOver', ${PASSED_OVER},
    'level', ${LEVEL})`;
