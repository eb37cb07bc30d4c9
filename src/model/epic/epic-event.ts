import type { ItemScore } from '../score/item-score.ts';
import type { ScorePart } from '../score/score.ts';
import type { Affected, EpicFlowState, EpicState, Horizon } from './epic.ts';
import { type EpicTexts, epicTexts } from './epic-texts.ts';
import { type OutcomeGap, outcomeGap } from './outcome-gap.ts';

/** What an epic hopes for. Either `outcome` says it, or `askAgainOn` says when to ask again: never neither (row G1). */
export interface AnticipatedOutcome {
  readonly outcome: string | null;
  readonly affects: Affected | null;
  /** A measure with today's and the hoped-for value, as typed. */
  readonly measure: string | null;
  /** Local date, `YYYY-MM-DD`; null once the outcome is known. */
  readonly askAgainOn: string | null;
}

/** What else is known of an epic; all of it may come later (row B3). */
export interface EpicDetails extends EpicTexts {
  readonly evidence: string | null;
  readonly streamId: string | null;
  readonly ownerId: string | null;
}

/** What places an epic within strategy and portfolio; unknown until somebody says it. */
export interface EpicContext {
  readonly themeId: string | null;
  readonly keyResultId: string | null;
  readonly horizon: Horizon | null;
  /** Why it is worth it, in a line: the other way to justify a bet (row B6). */
  readonly caseLine: string | null;
  /** Why it goes without evidence. */
  readonly evidenceWaiver: string | null;
  /** A date that law or a contract sets, `YYYY-MM-DD`, and which; never a plan (row X5). */
  readonly externalDate: string | null;
  readonly externalReason: string | null;
  /** Days from delivery to the review of its outcome (row G4). */
  readonly reviewLag: number;
}

/** Verdicts of an outcome's review (row G4). */
export const VERDICTS = ['met', 'partly', 'not_met', 'too_early', 'cannot_tell'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What happened to an epic. One event per change, in its transaction, never edited; `at`, actor and version stand beside it. */
export type EpicEvent =
  | {
      readonly kind: 'proposed';
      readonly data: { readonly key: string; readonly title: string; readonly sourceLink: string | null } & AnticipatedOutcome &
        EpicDetails;
    }
  /** Every version of the anticipated outcome is one of these. */
  | { readonly kind: 'outcome stated'; readonly data: AnticipatedOutcome }
  | { readonly kind: 'edited'; readonly data: { readonly title?: string } & Partial<EpicDetails & EpicContext> }
  /** Its parts of cost of delay, and its size (row B4), one column at a time; what is missing stays unknown. `parts`: what was given then. */
  | { readonly kind: 'scored'; readonly data: { readonly score: ItemScore; readonly parts?: readonly ScorePart[] } }
  /** A running bet goes back to ready, with the local date on which to look again. */
  | { readonly kind: 'held'; readonly data: { readonly reason: string; readonly until: string } }
  /** A bet is given up, with what was learned (row E5). */
  | { readonly kind: 'stopped'; readonly data: { readonly reason: string; readonly learned: string } }
  /** It ran already when the organization began: exempt from the gate. */
  | { readonly kind: 'ran before'; readonly data: Record<string, never> }
  /** Its outcome was compared with what was hoped for; the review stands in a table of its own. */
  | { readonly kind: 'reviewed'; readonly data: { readonly verdict: Verdict } }
  | { readonly kind: 'moved'; readonly data: { readonly to: EpicFlowState } }
  | { readonly kind: 'parked'; readonly data: { readonly reason: string } }
  /** Back from being parked, to be looked at anew. */
  | { readonly kind: 'revived'; readonly data: { readonly to: EpicFlowState } };

/** What the table holds of an epic, as far as events tell it. */
export interface EpicSnapshot extends AnticipatedOutcome, EpicDetails, EpicContext {
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly sourceLink: string | null;
  readonly createdAt: Date;
  /** First time in investing; kept when it goes back. */
  readonly startedAt: Date | null;
  /** Since it is delivered; null again when that is taken back. */
  readonly finishedAt: Date | null;
  readonly score: ItemScore | null;
  /** When its newest part was scored. */
  readonly scoredAt: Date | null;
  readonly holdReason: string | null;
  readonly holdUntil: string | null;
  readonly learned: string | null;
  readonly before: boolean;
  /** Why what is written as its outcome counts as missing; null: it counts, or there is none. */
  readonly outcomeGap: OutcomeGap | null;
}

const UNKNOWN = {
  themeId: null,
  keyResultId: null,
  horizon: null,
  caseLine: null,
  evidenceWaiver: null,
  externalDate: null,
  externalReason: null,
  reviewLag: 30,
  score: null,
  scoredAt: null,
  holdReason: null,
  holdUntil: null,
  learned: null,
  before: false,
} as const;

/**
 * The epic after one more event: what makes the table a fold over the log.
 *
 * @throws Error when an epic's first event is not its proposal
 */
export function applyEpicEvent(epic: EpicSnapshot | null, event: EpicEvent, at: Date): EpicSnapshot {
  const after = applyChange(epic, event, at);
  return { ...after, outcomeGap: outcomeGap(epic, after) };
}

function applyChange(epic: EpicSnapshot | null, event: EpicEvent, at: Date): Omit<EpicSnapshot, 'outcomeGap'> {
  if (event.kind === 'proposed')
    return { ...UNKNOWN, ...epicTexts({}), ...event.data, state: 'funnel', createdAt: at, startedAt: null, finishedAt: null };
  if (epic === null) throw new Error(`The first event of an epic is its proposal, not “${event.kind}”.`);
  switch (event.kind) {
    case 'outcome stated':
    case 'edited':
      return { ...epic, ...event.data };
    case 'moved':
    case 'revived': {
      const { to } = event.data;
      const startedAt = to === 'investing' ? (epic.startedAt ?? at) : epic.startedAt;
      const noHold = to === 'investing' || to === 'delivered' ? { holdReason: null, holdUntil: null } : {};
      return { ...epic, ...noHold, state: to, startedAt, finishedAt: to === 'delivered' ? at : null };
    }
    case 'scored':
      return { ...epic, score: event.data.score, scoredAt: at };
    case 'held':
      return { ...epic, state: 'ready', holdReason: event.data.reason, holdUntil: event.data.until, finishedAt: null };
    case 'stopped':
      return { ...epic, state: 'stopped', learned: event.data.learned, finishedAt: null };
    case 'ran before':
      return { ...epic, before: true };
    case 'reviewed':
      return epic;
    case 'parked':
      return { ...epic, state: 'parked', finishedAt: null };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
}

/** Does the change make a button stale that was drawn before it? Buttons decide on state, owner and stream. */
export function bumpsVersion(before: EpicSnapshot, after: EpicSnapshot): boolean {
  return before.state !== after.state || before.ownerId !== after.ownerId || before.streamId !== after.streamId;
}
