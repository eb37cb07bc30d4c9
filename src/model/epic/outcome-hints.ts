import type { Verdict } from './epic-event.ts';

/** A version of an anticipated outcome. */
export interface OutcomeVersion {
  readonly at: Date;
  readonly outcome: string | null;
}

/** Words that fit any epic, so they say nothing of this one (row G15). */
const ANY_EPIC: readonly RegExp[] = [
  /^(tbd|tba|to be (defined|determined|decided)|todo|n\/?a|none|see (title|ticket|above|below|link)|as discussed|same as (above|title))\W*$/u,
  /^(improved?|better|improve (the )?|increase[d]? |enhanced? (the )?)(user |customer )?(experience|satisfaction|performance|quality|efficiency|productivity|value)\W*$/u,
  /^(everything|it|all|things?) (works?|is|gets?|will be|becomes?) (fine|better|good|faster|easier)\W*$/u,
  /^(deliver|build|implement|finish|complete|ship|release) (the |this |it)/u,
];
const FEWEST_WORDS = 3;

/** Does an outcome say so little that it fits any epic, or repeat the title? A hint to its owner, never a verdict. */
export function isBoilerplate(outcome: string, title: string): boolean {
  const plain = flat(outcome);
  return plain.split(' ').length < FEWEST_WORDS || plain === flat(title) || ANY_EPIC.some((one) => one.test(plain));
}

function flat(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[.!?…\s]+$/u, '')
    .trim();
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
export type OutcomeHint = 'boilerplate' | 'added after done' | 'met without evidence';

interface Looked {
  readonly title: string;
  readonly outcome: string | null;
  readonly finishedAt: Date | null;
}

/** The hints of an epic, in the order in which they come up. */
export function hintsOf(
  epic: Looked,
  versions: readonly OutcomeVersion[],
  review: { readonly verdict: Verdict; readonly evidenceKind: string } | null,
): OutcomeHint[] {
  return [
    ...(epic.outcome !== null && isBoilerplate(epic.outcome, epic.title) ? (['boilerplate'] as const) : []),
    ...(epic.outcome !== null && lateOutcome(versions, epic.finishedAt) !== null ? (['added after done'] as const) : []),
    ...(review?.verdict === 'met' && review.evidenceKind === 'none' ? (['met without evidence'] as const) : []),
  ];
}
