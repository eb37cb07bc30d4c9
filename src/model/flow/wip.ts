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

/** Below this limit there is no slack: one place less would be half a team. */
const SLACK_FROM = 5;

/** How many planned items a team starts at once where its stream keeps slack: about four fifths, at least one (rows C22, C23). */
export function plannedLimit(limit: number, slack: boolean): number {
  return slack && limit >= SLACK_FROM ? Math.max(1, Math.floor((limit * 4) / 5)) : limit;
}

/**
 * Would a planned pull take a place that is kept for the unplanned? Unplanned work that runs already sits in the slack, so
 * only planned items are counted; an exception's places are for either.
 */
export function wouldTakeSlack(team: TeamWip, slack: boolean): boolean {
  return team.inProgress - team.unplanned >= plannedLimit(team.limit, slack) + team.extra;
}
