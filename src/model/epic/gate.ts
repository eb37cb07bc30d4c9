import { saysNothing } from '../text/says-nothing.ts';
import { isLegible } from '../text/text.ts';
import type { EpicSnapshot } from './epic-event.ts';
import { isOutcomeStated } from './outcome-gap.ts';

/** A part that an epic lacks before a gate (row B6), in the order in which it is asked for. */
export type Missing = 'hypothesis' | 'outcome' | 'owner' | 'stream' | 'justification' | 'evidence';

/** What a portfolio takes as a bet's justification. */
export type InvestBy = 'score' | 'case' | 'either';

type Understood = Pick<EpicSnapshot, 'hypothesis' | 'outcome' | 'outcomeGap' | 'ownerId' | 'streamId'>;
type Justified = Understood & Pick<EpicSnapshot, 'score' | 'caseLine' | 'evidence' | 'evidenceWaiver' | 'before'>;

/** The gate of `ready`: the epic is understood. Empty means it may pass. An outcome that is "not known yet" or says nothing is missing. */
export function missingForReady(epic: Understood): Missing[] {
  const parts: readonly (readonly [Missing, boolean])[] = [
    ['hypothesis', isSaid(epic.hypothesis)],
    ['outcome', isOutcomeStated(epic)],
    ['owner', epic.ownerId !== null],
    ['stream', epic.streamId !== null],
  ];
  return parts.filter(([, there]) => !there).map(([part]) => part);
}

/**
 * The gate of `investing`: the epic is understood and justified, by a whole score or a one-line case as the portfolio
 * chose, and by evidence of any kind or a waiver with its reason. What ran before the organization began is exempt.
 */
export function missingForInvesting(epic: Justified, investBy: InvestBy): Missing[] {
  if (epic.before) return [];
  const scored = epic.score !== null && Object.values(epic.score).every((part) => part !== null);
  const argued = isSaid(epic.caseLine);
  const justified = investBy === 'either' ? scored || argued : investBy === 'score' ? scored : argued;
  return [
    ...missingForReady(epic),
    ...(justified ? [] : (['justification'] as const)),
    ...(isSaid(epic.evidence) || isSaid(epic.evidenceWaiver) ? [] : (['evidence'] as const)),
  ];
}

function isSaid(text: string | null): boolean {
  return text !== null && isLegible(text) && !saysNothing(text);
}
