import { randomBytes } from 'node:crypto';
import type { Outcome } from '../../chat/outcome.ts';
import { brokenBlocks } from '../../chat/refuse.ts';
import { describeError } from '../base/describe-error.ts';
import type { Log } from '../base/options.ts';

/** Our own mistake outside of chat: a line in the log, and the sentence for the person with the number that finds it. */
export function broken(error: unknown, handling: string, log: Log): Extract<Outcome, { type: 'message' }> {
  const requestId = randomBytes(4).toString('hex');
  log.error({ requestId, handling, ...describeError(error) }, 'A Teams request could not be handled');
  return { type: 'message', blocks: brokenBlocks(requestId), replayed: false };
}
