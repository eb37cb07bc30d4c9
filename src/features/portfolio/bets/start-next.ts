import { update, type WriteReply } from '../../../chat/reply.ts';
import type { Write } from '../../kit/access.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { onward, requireOpen } from '../review/walk.ts';
import { invest, tryToInvest } from './invest.ts';

/** *Start next*: invests in one of what is ready, through the same gate and limits; then shows what could start. */
export async function startFromReview(
  context: Write,
  { reviewId, epicId, version }: { readonly reviewId: string; readonly epicId: string; readonly version: number },
  reason?: string,
): Promise<WriteReply> {
  await requireRight(context, 'governPortfolio', {});
  const open = await requireOpen(context, reviewId);
  const tried = await tryToInvest(context, { id: epicId }, { version, reason, reviewId });
  if ('blocks' in tried) return update(tried.blocks);
  return update([...tried.said, ...(await onward(context, open))]);
}

/** Starts a bet with the reason why it goes before one that scores better (row B18), and on in the review where it was asked in one. */
export async function startBefore(
  context: Write,
  { reviewId, ...bet }: { readonly reviewId: string | null; readonly epicId: string; readonly version: number },
  reason: string,
): Promise<WriteReply> {
  return reviewId === null
    ? invest(context, { id: bet.epicId }, bet.version, reason)
    : startFromReview(context, { reviewId, ...bet }, reason);
}
