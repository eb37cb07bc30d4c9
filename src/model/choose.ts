import { hasRoom, type Wip } from './wip.ts';

/** A stream as a team may pull from it: its own room, and its best-ranked item that is ready and not blocked. */
export interface Offer<Item> {
  readonly wip: Wip;
  readonly candidate: Item | null;
}

/** A stream that has something to take. */
export type Chosen<Stream extends Offer<unknown>> = Stream & { readonly candidate: NonNullable<Stream['candidate']> };

/**
 * The item a team takes next (row D1): it goes through its streams in its own order and takes the best-ranked ready item
 * of the first that has one and has room. null when there is none; whether the team itself has room is asked before.
 */
export function chooseNext<Stream extends Offer<unknown>>(streams: readonly Stream[]): Chosen<Stream> | null {
  for (const stream of streams) {
    if (stream.candidate !== null && hasRoom(stream.wip)) return stream as Chosen<Stream>;
  }
  return null;
}
