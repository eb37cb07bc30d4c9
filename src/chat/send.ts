import type { Block } from './block.ts';

/** A message on its way to a place. With `previous`, the message of that name is edited instead of a new one posted. */
export interface Delivery {
  readonly platform: string;
  /** The place's external id. */
  readonly placeId: string;
  readonly blocks: readonly Block[];
  readonly previous?: string;
  /**
   * Asked immediately before the platform is called: may it still go out? A delivery that had to wait for its turn may have been
   * overtaken by another process. Missing: it may.
   */
  readonly mayGo?: () => Promise<boolean>;
}

/** What became of a delivery, as far as it can be known. */
export type DeliveryResult =
  /** `externalId`: the platform's name of the message (Slack: ts). */
  | { readonly type: 'sent'; readonly externalId: string }
  /** The message to edit is gone. */
  | { readonly type: 'missing' }
  /** The platform said "too many": nothing was posted, and its place must rest for this many seconds. */
  | { readonly type: 'limited'; readonly seconds: number }
  /** It could not be tried now, as nobody could be reached: again after this many seconds. Nothing was posted. */
  | { readonly type: 'later'; readonly seconds: number }
  /** Nobody can tell whether it arrived (time-out, reset, 5xx). Never blindly posted again; an edit may be. */
  | { readonly type: 'ambiguous'; readonly error: string }
  /** It was no longer ours to send when its turn came; nothing was sent. */
  | { readonly type: 'overtaken' }
  /** The platform does not take our token any more; nothing was posted, and nothing will be with that token. */
  | { readonly type: 'suspended'; readonly error: string }
  /** The platform refused it for good; the code says why. */
  | { readonly type: 'failed'; readonly error: string };

/** The port through which messages leave: a platform's sender. Never throws. */
export type Send = (delivery: Delivery) => Promise<DeliveryResult>;
