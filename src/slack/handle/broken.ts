import { randomBytes } from 'node:crypto';
import type { Block } from '../../chat/block.ts';
import { brokenBlocks } from '../../chat/refuse.ts';
import { describeError } from '../base/describe-error.ts';
import type { Log } from '../base/options.ts';

/** Our own mistake outside of chat: a line in the log, and the sentence for the person with the number that finds it. */
export function broken(error: unknown, handling: string, log: Log): Block[] {
  const requestId = randomBytes(4).toString('hex');
  log.error({ requestId, handling, ...describeError(error) }, 'A Slack request could not be handled');
  return brokenBlocks(requestId);
}
