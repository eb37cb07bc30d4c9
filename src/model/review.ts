import { DateTime } from 'luxon';
import type { Verdict } from './epic-event.ts';

/** What a verdict rests on (row G5). */
export const EVIDENCE_KINDS = ['metric', 'experiment', 'interview', 'support', 'none'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** How an epic stands with its review: the newest one counts. */
export interface Reviewable {
  readonly finishedAt: Date;
  /** Days from delivery, or from "too early", to the review. */
  readonly reviewLag: number;
  readonly verdict: Verdict | null;
  readonly reviewedAt: Date | null;
}

/** Is there still something to say? After "too early" the question comes again; every other verdict stands. */
export function isWaiting({ verdict }: Pick<Reviewable, 'verdict'>): boolean {
  return verdict === null || verdict === 'too_early';
}

/** The local date on which the review is due: so many days after delivery, or after "too early" was said. */
export function dueOn({ finishedAt, reviewLag, reviewedAt }: Reviewable, zone: string): string {
  return DateTime.fromJSDate(reviewedAt ?? finishedAt, { zone })
    .plus({ days: reviewLag })
    .toFormat('yyyy-MM-dd');
}

/**
 * Reviews done and reviews due (MODEL section 6). Due is what was delivered long enough ago; a review that was written counts as
 * due and done, until "too early" asks again.
 */
export function countReviews(epics: readonly Reviewable[], today: string, zone: string): { readonly done: number; readonly due: number } {
  const overdue = epics.filter((epic) => isWaiting(epic) && dueOn(epic, zone) <= today).length;
  const done = epics.filter((epic) => epic.verdict !== null && !(isWaiting(epic) && dueOn(epic, zone) <= today)).length;
  return { done, due: done + overdue };
}
