/** Room under a WIP limit: items in delivery stages, blocked ones included, against the limit. */
export interface Wip {
  readonly inProgress: number;
  /** null: no limit. */
  readonly limit: number | null;
}

/** How many more items may be started; 0 when full or over (a lowered limit ejects nothing); null when there is no limit. */
export function room(wip: Wip): number | null {
  return wip.limit === null ? null : Math.max(0, wip.limit - wip.inProgress);
}

/** May one more item be started? */
export function hasRoom(wip: Wip): boolean {
  return wip.limit === null || wip.inProgress < wip.limit;
}
