import { lockBets } from '../../../database/epics/bets.ts';
import { findEpic } from '../../../database/epics/epics.ts';
import { fullFor } from '../../../model/epic/bets.ts';
import type { Write } from '../../kit/access.ts';
import { sayFull } from '../../kit/words/bet-words.ts';

/**
 * Before a running bet goes to another stream: that stream's own limit holds for it, too (row B5). Takes the lock of all bets.
 *
 * @returns what stands against it, as the error of the field; null when nothing does
 */
export async function moveRunningBet(context: Write, epicId: string, streamId: string): Promise<string | null> {
  const bets = await lockBets(context.db, context.now);
  const epic = await findEpic(context.db, epicId);
  if (epic?.state !== 'investing' || epic.streamId === streamId) return null;
  const [full] = fullFor(bets.running, { ...bets.limits, portfolio: Number.POSITIVE_INFINITY }, streamId);
  return full ? `${sayFull(full, bets)}. Finish or stop one there first, or leave it where it is.` : null;
}
