import { paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { slackWord } from '../../../model/policy/policy-changes.ts';
import type { Read } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { requireGovern } from '../../kit/rights/require-govern.ts';
import { limitsForm, readinessForm } from './contracts.ts';

/** The form with what an item passes before it may be pulled. */
export async function openReadiness(context: Read, streamId: string): Promise<FormReply> {
  const { id, name, policy } = await ownStream(context, streamId);
  return showForm(
    readinessForm,
    { streamId: id, was: { ...policy, checks: [...policy.checks] } },
    { intro: [paragraph(name)], values: { checks: [...policy.checks], needsEvidence: policy.needsEvidence } },
  );
}

/** The form with a stream's limits and shares. */
export async function openLimits(context: Read, streamId: string): Promise<FormReply> {
  const { id, name, policy } = await ownStream(context, streamId);
  return showForm(
    limitsForm,
    { streamId: id, was: { ...policy, checks: [...policy.checks] } },
    {
      intro: [paragraph(name)],
      values: {
        sprintDays: String(policy.sprintDays),
        freeTop: String(policy.freeTop),
        expediteLimit: String(policy.expediteLimit),
        technicalShare: policy.technicalShare === null ? '' : String(policy.technicalShare),
        slack: slackWord(policy),
        scored: policy.scored,
      },
    },
  );
}

async function ownStream(context: Read, streamId: string): Promise<StreamRow> {
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  requireGovern(context, stream, 'The policies');
  return stream;
}
