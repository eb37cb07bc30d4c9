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

/** Delivered epics whose review is due, is to come, or was done. What was too early is due again, and was done once. */
export const REVIEW_LISTS = ['due', 'coming', 'done'] as const;
export type ReviewList = (typeof REVIEW_LISTS)[number];
