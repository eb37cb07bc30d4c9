/** Room under a WIP limit: items in delivery stages, blocked ones included, a split parent not, against the limit. */
export interface Wip {
  readonly inProgress: number;
  /** null: no limit. */
  readonly limit: number | null;
  /** Places over the limit that an exception gives for now. */
  readonly extra?: number;
}

/** A team's room: over all its streams. */
export interface TeamWip extends Wip {
  readonly limit: number;
  readonly extra: number;
  /** When the exception ends that gives the extra places; null when there is none. */
  readonly until: Date | null;
  /** How many of those in progress came up unplanned (row D11). */
  readonly unplanned: number;
}

/** How many more items may be started; 0 when full or over (a lowered limit ejects nothing); null when there is no limit. */
export function room(wip: Wip): number | null {
  return wip.limit === null ? null : Math.max(0, wip.limit + (wip.extra ?? 0) - wip.inProgress);
}

/** May one more item be started? */
export function hasRoom(wip: Wip): boolean {
  return room(wip) !== 0;
}

/** Below this limit nothing is kept free: one place less would be a quarter of the team's room, or more. */
const RESERVE_FROM = 5;

/**
 * How many planned items a team has in progress at most where its stream keeps a reserve for the unplanned, which people read as
 * "slack": max(1, floor(limit × 0.8)), so that about 20 % stay free, and the whole limit below 5 (rows C22, C23).
 */
export function plannedLimit(limit: number, reserve = true): number {
  return reserve && limit >= RESERVE_FROM ? Math.max(1, Math.floor((limit * 4) / 5)) : limit;
}

/**
 * Would a planned pull take a place that is kept for the unplanned? Unplanned work that runs already sits in the reserve, so
 * only planned items are counted; an exception's places are for either.
 */
export function wouldTakeReserve(team: TeamWip, reserve: boolean): boolean {
  return team.inProgress - team.unplanned >= plannedLimit(team.limit, reserve) + team.extra;
}
