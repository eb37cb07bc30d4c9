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

/**
 * When the outcome was last written after the start (row G3): what was hoped for could then be fitted to what came.
 *
 * @returns null when it has stood since before the start, or nothing was started
 */
export function changedAfter(versions: readonly OutcomeVersion[], startedAt: Date | null): Date | null {
  if (startedAt === null) return null;
  const late = versions.filter((one, n) => n > 0 && one.at > startedAt && one.outcome !== versions[n - 1]?.outcome);
  return late.at(-1)?.at ?? null;
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
    ...(epic.outcome !== null && changedAfter(versions, epic.finishedAt) !== null ? (['added after done'] as const) : []),
    ...(review?.verdict === 'met' && review.evidenceKind === 'none' ? (['met without evidence'] as const) : []),
  ];
}
