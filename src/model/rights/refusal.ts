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
  | 'busy';

/**
 * A "no" in plain words: what was wrong, the rule, what to do. Thrown by rules and stores, turned into a reply in one
 * place (chat/refuse.ts). Nothing of the transaction it was thrown in stays.
 *
 * @param code stable name of the reason
 * @param message one or two sentences for the person: what is so, and why
 * @param next the one act that unblocks it, as a sentence
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly next: string | undefined;

  constructor(code: RefusalCode, message: string, next?: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.next = next;
  }
}
