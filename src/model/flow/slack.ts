/** Below this limit there is nothing to keep free: one item would be a quarter. */
const FROM_LIMIT = 5;
const PLANNED_SHARE = 0.8;

/**
 * How many items a team plans to have in progress, so that about 20 % stay free for the unplanned (rows C22, C23):
 * max(1, floor(limit × 0.8)), and the whole limit below 5.
 */
export function plannedWip(limit: number): number {
  return limit < FROM_LIMIT ? limit : Math.max(1, Math.floor(limit * PLANNED_SHARE));
}
