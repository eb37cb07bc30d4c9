/**
 * What a `lookup` field can look up: the names that features/start answers, and `blockers`. Values are ids; of `things` and `work`, where several
 * kinds are found together, and of `parked` they are keys.
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
