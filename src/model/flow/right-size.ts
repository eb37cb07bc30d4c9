/** Throughput is looked at over this many days: 12 weeks. */
export const WINDOW_DAYS = 84;
/** The window of ready work, in sprints of throughput (row C18). */
const [FEWEST_SPRINTS, MOST_SPRINTS] = [3, 6];

/** How much is ready, and how fast it goes. */
export interface ReadyWork {
  readonly ready: number;
  /** Items finished in the last 12 weeks. */
  readonly finished: number;
  readonly sprintDays: number;
}

/** Is the ready work of a stream of the right size? Bounds are items, not rounded. */
export type RightSize =
  /** Nothing was finished, so nothing can be said. */
  | { readonly type: 'unknown' }
  | { readonly type: 'starving' | 'right'; readonly least: number; readonly most: number }
  /** `excess`: how many ready items lie beyond the window. */
  | { readonly type: 'over'; readonly least: number; readonly most: number; readonly excess: number };

/** Weeks of ready work: ready items by mean weekly throughput of 12 weeks; null when nothing was finished (MODEL: "cannot compute"). */
export function weeksOfReadyWork({ ready, finished }: Pick<ReadyWork, 'ready' | 'finished'>): number | null {
  return finished === 0 ? null : (ready * (WINDOW_DAYS / 7)) / finished;
}

/** The window in weeks, for a sentence: 3 to 6 sprints. */
export function windowInWeeks(sprintDays: number): { readonly least: number; readonly most: number } {
  return { least: (FEWEST_SPRINTS * sprintDays) / 7, most: (MOST_SPRINTS * sprintDays) / 7 };
}

/** Row C18: ready work between 3 and 6 sprints of throughput. Both ends belong to the window. */
export function rightSize({ ready, finished, sprintDays }: ReadyWork): RightSize {
  if (finished === 0) return { type: 'unknown' };
  // Multiplied before it is divided, so that whole windows come out whole.
  const sprints = (count: number) => (count * finished * sprintDays) / WINDOW_DAYS;
  const [least, most] = [sprints(FEWEST_SPRINTS), sprints(MOST_SPRINTS)];
  if (ready < least) return { type: 'starving', least, most };
  if (ready <= most) return { type: 'right', least, most };
  return { type: 'over', least, most, excess: ready - Math.floor(most) };
}
