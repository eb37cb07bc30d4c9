import type { Verdict } from './epic-event.ts';
import type { OutcomeGap } from './outcome-gap.ts';

/** A version of an anticipated outcome. */
export interface OutcomeVersion {
  readonly at: Date;
  readonly outcome: string | null;
}

/** When an outcome was last written after the start, and whether there was none before. */
export interface LateOutcome {
  readonly at: Date;
  readonly first: boolean;
}

/** When an epic began, as far as that is known: of one that ran before the organization began, nobody knows. */
export function knownStart({ before, startedAt }: { readonly before: boolean; readonly startedAt: Date | null }): Date | null {
  return before ? null : startedAt;
}

/**
 * The last time that the outcome was written after an instant (row G3): what was hoped for could then be fitted to what came.
 *
 * @param instant the start, or the end; null: it was not reached
 * @returns null when what it says has stood since before
 */
export function lateOutcome(versions: readonly OutcomeVersion[], instant: Date | null): LateOutcome | null {
  if (instant === null) return null;
  const late = versions.filter((one, n) => n > 0 && one.at > instant && one.outcome !== versions[n - 1]?.outcome).at(-1);
  if (!late) return null;
  return { at: late.at, first: versions.slice(0, versions.indexOf(late)).every((one) => one.outcome === null) };
}

/** What an owner could look at again; each is a question, not a fault. */
export type OutcomeHint = 'boilerplate' | 'first written after done' | 'added after done' | 'met without evidence';

interface Looked {
  readonly outcome: string | null;
  readonly outcomeGap: OutcomeGap | null;
  readonly finishedAt: Date | null;
}

/** The hints of an epic, in the order in which they come up. */
export function hintsOf(
  epic: Looked,
  versions: readonly OutcomeVersion[],
  review: { readonly verdict: Verdict; readonly evidenceKind: string } | null,
): OutcomeHint[] {
  return [
    ...(epic.outcomeGap === 'says_nothing' ? (['boilerplate'] as const) : []),
    ...(epic.outcomeGap === 'after_delivery' ? (['first written after done'] as const) : []),
    ...(epic.outcomeGap === null && epic.outcome !== null && lateOutcome(versions, epic.finishedAt) !== null
      ? (['added after done'] as const)
      : []),
    ...(review?.verdict === 'met' && review.evidenceKind === 'none' ? (['met without evidence'] as const) : []),
  ];
}
