/** Stable codes of everything Millrace may refuse. Tests and logs go by the code, people by the words. */
export type RefusalCode =
  | 'invalid_input'
  | 'not_found'
  | 'not_allowed'
  | 'not_ready'
  | 'wip_limit_reached'
  | 'conflict'
  | 'stale'
  | 'not_set_up'
  | 'unknown_command'
  | 'busy'
  | 'too_fast'
  /** Whether it was done cannot be told; the same again finds out, and does nothing twice. */
  | 'unconfirmed';

/** A way on that a button stands for. */
export interface Offer {
  readonly label: string;
  readonly words: string;
}

/**
 * A "no" in plain words: what was wrong, the rule, what to do. Thrown by rules and stores, turned into a reply in one
 * place (chat/refuse.ts). Nothing of the transaction it was thrown in stays.
 *
 * @param code stable name of the reason
 * @param message one or two sentences for the person: what is so, and why
 * @param next the one act that unblocks it, as a sentence
 * @param offer the same act as a button: its label, and the words after `/flow` that it stands for
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly next: string | undefined;
  readonly offer: Offer | undefined;

  constructor(code: RefusalCode, message: string, next?: string, offer?: Offer) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.next = next;
    this.offer = offer;
  }
}
