import type { ReadinessCheck } from '../item/readiness.ts';

/** What a stream's owner has set for it. Shown wherever it decides something; changing it is a decision with a reason. */
export interface StreamPolicy {
  /** What an item passes before it may be pulled, in order (rows C5, C6). */
  readonly checks: readonly ReadinessCheck[];
  /** Items that may be expedited at once; 0 is none (row D1). */
  readonly expediteLimit: number;
  /** How many of the top ready items may be pulled in any order without a reason, 1 to 3 (row D1). */
  readonly freeTop: number;
  /** Length of a sprint in days: the yardstick of the right size (row C18). */
  readonly sprintDays: number;
  /** Items carry scores, and their order is explained by them (row C4). */
  readonly scored: boolean;
  /** Share of finished work that is debt or enabler, in percent; null is no policy (row C21). */
  readonly technicalShare: number | null;
  /** A part of each team's limit stays free for the unplanned (rows C22, C23). */
  readonly slack: boolean;
  /** The slack is kept by refusing a planned pull into it, rather than only shown. */
  readonly slackEnforced: boolean;
  /** A feature born from a parked idea needs evidence, or a waiver with its reason, to enter the backlog (row C19). */
  readonly needsEvidence: boolean;
  /** Counts changes: what a form was opened with. */
  readonly version: number;
}
