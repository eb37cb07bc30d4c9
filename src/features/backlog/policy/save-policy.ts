import { paragraph } from '../../../chat/block.ts';
import { update, type WriteReply } from '../../../chat/reply.ts';
import { writeDecision } from '../../../database/decisions/decisions.ts';
import { logEvent } from '../../../database/events/events.ts';
import { lockStreams } from '../../../database/items/stream-locks.ts';
import { lastPolicyChange, writePolicy } from '../../../database/organization/policies.ts';
import { findStream } from '../../../database/organization/streams.ts';
import type { StreamPolicy } from '../../../model/policy/policy.ts';
import { policyChanges } from '../../../model/policy/policy-changes.ts';
import type { Refusal } from '../../../model/rights/refusal.ts';
import { capital } from '../../../model/text/capital.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { loadOpened } from '../../kit/forms/load-opened.ts';
import { requireGovern } from '../../kit/rights/require-govern.ts';
import { policyBlocks } from './show-policy.ts';

/** A stream's policy as a form found it, and what the person wants of it. */
export interface WantedPolicy {
  readonly streamId: string;
  readonly was: StreamPolicy;
  readonly wanted: Partial<StreamPolicy>;
  readonly reason: string;
}

/**
 * Rows C5, C6, C18, C21–C23: writes a policy with its event `policy` and its decision. The right is asked now, not when the form was
 * opened. Whoever was overtaken keeps what they filled in and reads what changed.
 */
export async function savePolicy(context: Write, { streamId, was, wanted, reason }: WantedPolicy): Promise<WriteReply> {
  const stream = await loadOpened({
    load: async () => {
      await lockStreams(context.db, [streamId]);
      const found = await findStream(context.db, streamId);
      if (!found) throw goneStream();
      return found;
    },
    right: (one) => requireGovern(context, one, 'The policies'),
    overtaken: async (one) => one.policy.version !== was.version && (await overtaken(context, streamId, was, one.policy)),
  });
  const { policy } = stream;
  const after: StreamPolicy = { ...policy, ...wanted, version: policy.version + 1 };
  const changes = policyChanges(policy, after);
  if (changes.length === 0) return update([paragraph('Nothing was changed.'), ...(await policyBlocks(context, stream))]);
  await writePolicy(context.db, stream.id, after);
  await logEvent(context.db, { type: 'stream', id: stream.id }, 'policy', { before: policy, after, reason }, changeOf(context));
  await writeDecision(
    context.db,
    {
      act: 'policy',
      subject: { type: 'stream', id: stream.id },
      question: `How does ${stream.name} work?`,
      choice: capital(changes.join('; ')),
      reason,
    },
    changeOf(context),
  );
  return update([paragraph(`${stream.name}: ${changes.join('; ')}.`), ...(await policyBlocks(context, { ...stream, policy: after }))]);
}

async function overtaken(context: Write, streamId: string, was: StreamPolicy, now: StreamPolicy): Promise<Refusal> {
  const by = (await lastPolicyChange(context.db, streamId))?.by ?? undefined;
  const changes = policyChanges(was, now).join('; ') || 'and back again';
  return changedMeanwhile('the policy', { by, now: changes });
}
