/** Who keeps a form open in which things of this source are found by typing: by which words, and in which field. */
interface Finder {
  readonly as: string;
  readonly channel: string;
  readonly words: string;
  /** A button of the answer, where words alone open no form. */
  readonly press?: string;
  readonly field: string;
}

/** By source. None of these people does anything else meanwhile, so that their forms stay. */
export const FINDERS: Readonly<Record<string, Finder>> = {
  epics: { as: 'fatima', channel: 'checkout', words: 'add', field: 'epicId' },
  items: { as: 'pawel', channel: 'checkout', words: 'block', field: 'itemId' },
  blockers: { as: 'diego', channel: 'checkout', words: 'block LAB-2', field: 'sameId' },
  streams: { as: 'hanna', channel: 'general', words: 'backlog', press: 'Another stream …', field: 'streamId' },
  things: { as: 'greta', channel: 'checkout', words: 'show', field: 'thing' },
  work: { as: 'priya', channel: 'checkout', words: 'park', field: 'thing' },
  parked: { as: 'amara', channel: 'checkout', words: 'revive', field: 'thing' },
  ordered: { as: 'jonas', channel: 'checkout', words: 'order', field: 'itemId' },
};
