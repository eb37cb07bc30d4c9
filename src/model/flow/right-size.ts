/** The window of ready work, in sprints of throughput (row C18). */
const [FEWEST_SPRINTS, MOST_SPRINTS] = [3, 6];
/** A stream that has lived for less says nothing of what is usual in it: three weeks. */
export const FEWEST_DAYS = 21;
/** On fewer days than this something was finished, and the mean says nothing either (MODEL: "Guard"). */
export const FEWEST_FINISH_DAYS = 5;

/** What a stream finished lately. */
export interface Pace {
  /** Items finished in the window. */
  readonly finished: number;
  /** On how many different days these were finished. */
  readonly finishDays: number;
  /** How long the window is: 84 days, or fewer where the stream began within it. */
  readonly days: number;
}

/** How much is ready, and how fast it goes. */
export interface ReadyWork extends Pace {
  readonly ready: number;
  readonly sprintDays: number;
}

/** Why a pace cannot be told: the stream is too young, or too little was finished. */
export type Paceless = 'young' | 'few';

/** Is the ready work of a stream of the right size? Bounds are items, not rounded. */
export type RightSize =
  | { readonly type: 'unknown'; readonly because: Paceless }
  | { readonly type: 'starving' | 'right'; readonly least: number; readonly most: number }
  /** `excess`: how many ready items lie beyond the window. */
  | { readonly type: 'over'; readonly least: number; readonly most: number; readonly excess: number };

/** Why this pace cannot be computed; null when it can. */
export function paceless({ finishDays, days }: Pace): Paceless | null {
  if (days < FEWEST_DAYS) return 'young';
  return finishDays < FEWEST_FINISH_DAYS ? 'few' : null;
}

/**
 * Weeks of ready work: ready items by the mean weekly throughput of 12 weeks, or of the weeks since the stream began where that is less.
 *
 * @returns null when it cannot be computed (MODEL: "Weeks of ready work")
 */
export function weeksOfReadyWork({ ready, ...pace }: Pace & Pick<ReadyWork, 'ready'>): number | null {
  return paceless(pace) === null ? (ready * (pace.days / 7)) / pace.finished : null;
}

/** The window in weeks, for a sentence: 3 to 6 sprints. */
export function windowInWeeks(sprintDays: number): { readonly least: number; readonly most: number } {
  return { least: (FEWEST_SPRINTS * sprintDays) / 7, most: (MOST_SPRINTS * sprintDays) / 7 };
}

/** Row C18: ready work between 3 and 6 sprints of throughput. Both ends belong to the window. */
export function rightSize({ ready, sprintDays, ...pace }: ReadyWork): RightSize {
  const because = paceless(pace);
  if (because !== null) return { type: 'unknown', because };
  // Multiplied before it is divided, so that whole windows come out whole.
  const sprints = (count: number) => (count * pace.finished * sprintDays) / pace.days;
  const [least, most] = [sprints(FEWEST_SPRINTS), sprints(MOST_SPRINTS)];
  if (ready < least) return { type: 'starving', least, most };
  if (ready <= most) return { type: 'right', least, most };
  return { type: 'over', least, most, excess: ready - Math.floor(most) };
}
