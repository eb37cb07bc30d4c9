import type { Roles } from '../model/rights/rights.ts';
import type { Things } from './things.ts';

/** The organization that is asked, and whether its setup was finished. */
export interface OrganizationContext {
  readonly id: string;
  readonly name: string;
  /** IANA zone in which days are counted. */
  readonly zone: string;
  readonly ready: boolean;
  /** Platforms that do not take our token, with their word for it: nothing is announced there. */
  readonly suspended?: readonly { readonly platform: string; readonly code: string }[];
}

export interface TeamContext {
  readonly id: string;
  readonly name: string;
  /** Streams it pulls from, in its own order. */
  readonly streamIds: readonly string[];
}

/** Where it is asked. At most one of team, stream and portfolio is set. */
export interface PlaceContext {
  readonly platform: string;
  readonly externalId: string;
  readonly name: string;
  readonly kind: 'channel' | 'direct';
  readonly team?: TeamContext;
  readonly streamId?: string;
  /** It is about the portfolio: the leaders' place. */
  readonly portfolio?: true;
}

/** Who asks. */
export interface Asker {
  readonly memberId: string;
  readonly name: string;
  readonly roles: Roles;
  /** Teams this person belongs to. */
  readonly teams: readonly TeamContext[];
  /** The team this person once said to speak for. */
  readonly chosenTeamId?: string;
}

/** Everything a handler knows of its request. `db` reads, or writes inside the request's transaction. */
export interface Context<Db> {
  readonly requestId: string;
  /** The database's time at the start of the request. */
  readonly now: Date;
  readonly organization: OrganizationContext;
  readonly asker: Asker;
  readonly place: PlaceContext;
  /** Cards, dates, scores and the like of every feature's things, by key. */
  readonly things: Things;
  readonly db: Db;
}
