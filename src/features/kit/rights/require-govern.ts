import type { StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { may } from '../../../model/rights/rights.ts';
import type { Read, Write } from '../access.ts';

/** Does the asker set the policies and the tags of that stream? */
export function governs(context: Read | Write, streamId: string): boolean {
  return may('govern', context.asker.roles, { streamId });
}

/**
 * Refuses everybody but the stream's owner, naming who that is; or who can name one, when there is none or they left.
 *
 * @param what what the owner decides: "its policies"
 * @throws Refusal not_allowed
 */
export function requireGovern(context: Read | Write, stream: StreamRow, what: string): void {
  if (governs(context, stream.id)) return;
  const { name, ownerName } = stream;
  throw new Refusal(
    'not_allowed',
    `${what} of ${name} are for its owner to decide.`,
    ownerName ? `Ask ${ownerName}; nothing was changed.` : 'It has no owner yet: an admin names one with /flow setup.',
  );
}
