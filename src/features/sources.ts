/** What a `lookup` field can look up: the names that features/start answers. Values are ids. */
export const SOURCES = { items: 'items', epics: 'epics', people: 'people', streams: 'streams' } as const;
