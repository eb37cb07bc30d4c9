/**
 * A COMMIT was sent, and its answer was lost: the transaction may stand or not. Whoever gets this must not say that nothing was changed,
 * and runs the same again only under a key that the first would have left.
 */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('the answer to a COMMIT was lost', { cause });
    this.name = 'CommitUnknown';
  }
}
