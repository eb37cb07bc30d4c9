/**
 * What a `lookup` field can look up. `blockers` is answered by pull/blockers, everything else by organization/home. Values are ids; for
 * `things` and `work`, where several kinds are found together, and for `parked` they are keys.
 */
export const SOURCES = {
  items: 'items',
  epics: 'epics',
  people: 'people',
  streams: 'streams',
  /** Items with a place in an order that the asker decides. */
  ordered: 'ordered',
  /** Items and epics that are not over. */
  work: 'work',
  /** Everything with a card: items, epics, parked ideas. */
  things: 'things',
  /** Parked ideas. */
  parked: 'parked',
  blockers: 'blockers',
} as const;
