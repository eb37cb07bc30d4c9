import type { z } from 'zod';
import { paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import type { WriteReply } from '../../../chat/reply.ts';
import type { Read, Write } from '../../access.ts';
import { named } from '../../item-words.ts';
import { betReasonForm } from '../bets/contracts.ts';
import { invest } from '../bets/invest.ts';
import { loadEpic } from '../load.ts';
import { requireOn } from '../rights.ts';
import { startFromReview } from './walk.ts';

type Asked = z.infer<typeof betReasonForm.data>;

/** Opens the form that asks, in words, why a bet starts before one that scores better (row B18). */
export async function openBetReason(context: Read, data: Asked): Promise<FormReply> {
  const epic = await loadEpic(context, { id: data.epicId });
  await requireOn(context, 'invest', epic);
  return showForm(betReasonForm, data, { intro: [paragraph(...named(epic))] });
}

/** Starts the bet with the reason: through the same gate and limits, and on in the review where it was asked in one. */
export async function startBefore(context: Write, { reviewId, epicId, version }: Asked, reason: string): Promise<WriteReply> {
  if (reviewId !== null) return startFromReview(context, { reviewId, epicId, version }, reason);
  return invest(context, { id: epicId }, version, reason);
}
