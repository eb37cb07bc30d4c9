/**
 * The words of a backlog. An item is a unit in a stream's backlog; it is pulled (commitment point) into the stream's
 * delivery stages and finishes as done, or leaves as parked.
 */
export const ITEM_KINDS = ['feature', 'enabler', 'defect', 'risk', 'debt'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_STATES = ['refining', 'ready', 'delivery', 'done', 'parked'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const STAGE_KINDS = ['active', 'waiting'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** A delivery stage of a stream's workflow. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly kind: StageKind;
}
