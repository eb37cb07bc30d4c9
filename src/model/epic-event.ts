import type { Affected, EpicFlowState, EpicState } from './epic.ts';

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
export interface EpicDetails {
  readonly forWhom: string | null;
  readonly problem: string | null;
  readonly hypothesis: string | null;
  readonly evidence: string | null;
  readonly streamId: string | null;
  readonly ownerId: string | null;
}

/** What happened to an epic. One event per change, in its transaction, never edited; `at`, actor and version stand beside it. */
export type EpicEvent =
  | {
      readonly kind: 'proposed';
      readonly data: { readonly key: string; readonly title: string; readonly sourceLink: string | null } & AnticipatedOutcome &
        EpicDetails;
    }
  /** Every version of the anticipated outcome is one of these. */
  | { readonly kind: 'outcome stated'; readonly data: AnticipatedOutcome }
  | { readonly kind: 'edited'; readonly data: { readonly title?: string } & Partial<EpicDetails> }
  | { readonly kind: 'moved'; readonly data: { readonly to: EpicFlowState } }
  | { readonly kind: 'parked'; readonly data: { readonly reason: string } }
  /** Back from being parked, to be looked at anew. */
  | { readonly kind: 'revived'; readonly data: { readonly to: EpicFlowState } };

/** What the table holds of an epic, as far as events tell it. */
export interface EpicSnapshot extends AnticipatedOutcome, EpicDetails {
  readonly key: string;
  readonly title: string;
  readonly state: EpicState;
  readonly sourceLink: string | null;
  readonly createdAt: Date;
  /** First time in investing; kept when it goes back. */
  readonly startedAt: Date | null;
  /** Since it is delivered; null again when that is taken back. */
  readonly finishedAt: Date | null;
}

/**
 * The epic after one more event: what makes the table a fold over the log.
 *
 * @throws Error when an epic's first event is not its proposal
 */
export function applyEpicEvent(epic: EpicSnapshot | null, event: EpicEvent, at: Date): EpicSnapshot {
  if (event.kind === 'proposed') return { ...event.data, state: 'funnel', createdAt: at, startedAt: null, finishedAt: null };
  if (epic === null) throw new Error(`The first event of an epic is its proposal, not “${event.kind}”.`);
  switch (event.kind) {
    case 'outcome stated':
    case 'edited':
      return { ...epic, ...event.data };
    case 'moved':
    case 'revived': {
      const { to } = event.data;
      const startedAt = to === 'investing' ? (epic.startedAt ?? at) : epic.startedAt;
      return { ...epic, state: to, startedAt, finishedAt: to === 'delivered' ? at : null };
    }
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
