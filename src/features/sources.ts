/**
 * What a `lookup` field can look up: the names that features/start answers, and `blockers`. Values are ids; of `things`, which are
 * items and epics, the kind and the id (features/decisions/about.ts).
 */
export const SOURCES = {
  items: 'items',
  epics: 'epics',
  people: 'people',
  streams: 'streams',
  things: 'things',
  blockers: 'blockers',
} as const;
