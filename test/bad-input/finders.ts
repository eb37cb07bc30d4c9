/** Who keeps a form open in which things of this source are found by typing: by which words, and in which field. */
interface Finder {
  readonly as: string;
  readonly words: string;
  /** A button of the answer, where words alone open no form. */
  readonly press?: string;
  readonly field: string;
}

/** By source. None of these people does anything else meanwhile, so that their forms stay. */
export const FINDERS: Readonly<Record<string, Finder>> = {
  epics: { as: 'fatima', words: 'add', field: 'epicId' },
  items: { as: 'pawel', words: 'block', field: 'itemId' },
  blockers: { as: 'diego', words: 'block LAB-2', field: 'sameId' },
  streams: { as: 'hanna', words: 'backlog', press: 'Another stream …', field: 'streamId' },
  things: { as: 'greta', words: 'show', field: 'thing' },
  work: { as: 'priya', words: 'park', field: 'thing' },
  parked: { as: 'amara', words: 'revive', field: 'thing' },
  ordered: { as: 'jonas', words: 'order', field: 'itemId' },
};
