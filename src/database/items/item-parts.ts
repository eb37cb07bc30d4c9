import { type Fragment, fragment } from '../connection/fragment.ts';

/** States of an item that is neither done nor parked. */
export const OPEN_ITEM_STATES = fragment`('refining', 'ready', 'delivery')`;

/** Item `i` counts as work in progress. An item that was split does not, because its parts do. */
export const IN_PROGRESS = fragment`i.state = 'delivery' AND i.split_at IS NULL`;

/** What an item needs: dependency `d`, and the needed item `n`. */
export const NEEDS = fragment`dependency d JOIN item n ON n.organization_id = d.organization_id AND n.id = d.needs_id`;

/** How many unfinished items item `i` waits for. Counted item by item: a join over all items would grow with the backlog. */
export const WAITS_FOR = fragment`
  (SELECT count(*) FROM ${NEEDS}
   WHERE d.organization_id = i.organization_id AND d.item_id = i.id AND n.state <> 'done')`;

/** Item `i` can be taken now. */
export const CAN_BE_TAKEN = fragment`
  i.state = 'ready' AND NOT i.blocked
  AND ${WAITS_FOR} = 0`;

/** The open block `b` of item `i`, if there is one. */
export const OPEN_BLOCK = fragment`
  LEFT JOIN blocked_interval b ON b.organization_id = i.organization_id AND b.item_id = i.id AND b.to_at IS NULL`;

/** Blocks `b`, and the items `i` that they held. */
export const BLOCKED_ITEMS = fragment`
  blocked_interval b JOIN item i ON i.organization_id = b.organization_id AND i.id = b.item_id`;

/** The epic `e` that item `i` serves, if there is one. */
export const EPIC_OF_ITEM = fragment`LEFT JOIN epic e ON e.organization_id = i.organization_id AND e.id = i.epic_id`;

/** What an item's card tells of its epic `e`, as pairs for a JSON object (see ItemEpic). */
export const ITEM_EPIC = fragment`
  'id', e.id, 'key', e.key, 'title', e.title, 'state', e.state,
  'outcome', e.outcome, 'outcomeGap', e.outcome_gap, 'measure', e.measure, 'askAgainOn', e.ask_again_on`;

/** What an item is called and where it stands. */
export const ITEM_NAME = fragment`i.id, i.key, i.title, i.state`;

/** The id of an item by its key, now or before it moved to another stream. */
export function itemIdOfKey(organizationId: string, key: string): Fragment {
  return fragment`coalesce(
    (SELECT k.id FROM item k WHERE k.organization_id = ${organizationId}::uuid AND k.key = ${key}),
    (SELECT a.item_id FROM item_alias a WHERE a.organization_id = ${organizationId}::uuid AND a.key = ${key}))`;
}
