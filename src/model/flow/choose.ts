import { hasRoom, type Wip } from './wip.ts';

/** A stream as a team may pull from it: its own room, and the item of it that the team could take. */
export interface Offer<Item> {
  readonly wip: Wip;
  /** The best-ranked expedited item that can be taken, else the best-ranked one. */
  readonly candidate: Item | null;
  /** The candidate is expedited: it goes before those of all other streams. */
  readonly expedited?: boolean;
  /** The places that are left are kept for the unplanned, and the owner wants that refused. */
  readonly reserveKept?: boolean;
}

/** A stream that has something to take. */
export type Chosen<Stream extends Offer<unknown>> = Stream & { readonly candidate: NonNullable<Stream['candidate']> };

/**
 * The item a team takes next (row D1): what is expedited first, then the best-ranked ready item of the first stream, in the
 * team's own order, that has one and has room. null when there is none; whether the team itself has room is asked before.
 */
export function chooseNext<Stream extends Offer<unknown>>(streams: readonly Stream[]): Chosen<Stream> | null {
  const open = streams.filter((stream): stream is Chosen<Stream> => stream.candidate !== null && hasRoom(stream.wip));
  return open.find((stream) => stream.expedited) ?? open.find((stream) => !stream.reserveKept) ?? null;
}
