import { update, type WriteReply } from '../../../chat/reply.ts';
import { epicRuns } from '../../../database/items/epic-items.ts';
import { undoChange } from '../../../database/items/item-changes.ts';
import { findItem, type ItemRow } from '../../../database/items/items.ts';
import { freeRank, positionOf } from '../../../database/items/ranks.ts';
import { forgetServiceLevel } from '../../../database/items/service-level.ts';
import { lockStreamOfItem, type StreamLock } from '../../../database/items/stream-locks.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { lastAct, stayingAct } from '../../../model/item/last-act.ts';
import { judgeUndo, type StayingAct, standBefore, type UndoableAct } from '../../../model/item/undo.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Right } from '../../../model/rights/rights.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import { hasTeam, requireRight } from '../../kit/rights/allowed.ts';
import { decideUndone } from './decide-undone.ts';
import { refuseUndo } from './refuse.ts';
import { staysView } from './stays.ts';
import { type LoggedEvent, readDone, readLog, readRoom } from './store.ts';
import { takeAddingBack } from './take-adding-back.ts';
import { actTold, tellTeam, undoneView } from './views.ts';

/** Whoever may do it may take it back; the right is asked again, as it may have gone meanwhile. */
const RIGHT_OF: Readonly<Record<UndoableAct, Right>> = {
  added: 'add',
  readied: 'refine',
  ranked: 'order',
  pulled: 'deliver',
  moved: 'deliver',
  finished: 'deliver',
  reopened: 'deliver',
  returned: 'deliver',
  blocked: 'deliver',
  unblocked: 'deliver',
};

/** `/flow undo`: what the person did last, within ten minutes; of what stays, how it is mended, and never an older act unasked. */
export async function takeLastBack(context: Write): Promise<WriteReply> {
  const last = lastAct(await readDone(context.db, context.asker.memberId, context.now));
  if (!last)
    throw new Refusal(
      'not_found',
      'You did nothing in the last ten minutes that I can take back.',
      'What is older goes on with the usual words: /flow move KEY STAGE opens a done item again.',
    );
  const { did, undoable, before } = last;
  const stays = stayingAct(did);
  if (stays) throw await refuseStaying(context, did.id, stays);
  if (!undoable) return update(staysView(did, before));
  const reply = await takeBack(context, did.id, did.version);
  if (reply.type !== 'update') return reply;
  const [first, ...rest] = reply.blocks;
  return { ...reply, blocks: [...(first ? [first] : []), ...actTold(did.kind), ...rest] };
}

// Several items changed, or others rely on it: kinder to say how it is mended.
async function refuseStaying(context: Write, itemId: string, act: StayingAct): Promise<Refusal> {
  const item = await findItem(context.db, itemId);
  if (!item) return unknownItem();
  const { key } = item;
  switch (act) {
    case 'split':
      return new Refusal('stale', `The split of ${key} stays.`, 'A part too many is merged into another: /flow merge KEY into KEY.');
    case 'merged':
      return new Refusal('stale', `The merging of ${key} stays.`, `/flow ${key} shows into which; it is split off again from there.`);
    case 'transferred':
      return new Refusal('stale', `${key} stays where it went.`, `Its owner there may send it back: /flow transfer ${key} STREAM.`);
    case 'expedited':
      return item.expedite
        ? new Refusal(
            'stale',
            `That ${key} goes first is in the decisions, so it isn't undone.`,
            `To end it, type /flow expedite ${key} off.`,
          )
        : new Refusal('stale', `That ${key} goes first no longer is in the decisions, so it isn't undone.`, `/flow ${key} shows it.`);
    default: {
      const unknown: never = act;
      return unknown;
    }
  }
}

/**
 * Takes one act on an item back: only one's own, within ten minutes, and only while nobody changed the item since. The log
 * keeps both, the act and its taking back.
 *
 * @param of the version of the event that recorded the act
 */
export async function takeBack(context: Write, itemId: string, of: number): Promise<WriteReply> {
  // Read once before the lock for its team alone: a finish taken back raises the team's WIP.
  const seen = await findItem(context.db, itemId);
  const lock = seen && (await lockStreamOfItem(context.db, { id: itemId }, seen.teamId ?? undefined));
  const item = lock && (await findItem(context.db, itemId));
  if (!lock || !item) throw unknownItem();
  const log = await readLog(context.db, itemId);
  const found = judgeUndo(log, of, context.asker.memberId, context.now);
  if (found.type !== 'possible') throw refuseUndo(item, log, of, found, context.asker.memberId);
  await requireRight(context, RIGHT_OF[found.act], { streamId: item.streamId });
  const entry = log[of - 1];
  if (found.act === 'added' && entry) return takeAddingBack(context, lock, item, entry.at);
  return restore(context, lock, item, log, of, found.act);
}

async function restore(
  context: Write,
  lock: StreamLock,
  item: ItemRow,
  log: readonly LoggedEvent[],
  of: number,
  act: UndoableAct,
): Promise<WriteReply> {
  const stood = standBefore(log, of);
  const stream = await findStream(context.db, item.streamId);
  if (!stream) throw unknownItem();
  if (stood.stageId !== null && !stream.stages.some((one) => one.id === stood.stageId)) {
    throw new Refusal(
      'conflict',
      `The stage where ${item.key} stood is no longer there.`,
      `Move it to one that is: /flow move ${item.key} ${stream.stages[0]?.name ?? 'ready'}.`,
    );
  }
  if (stood.state === 'ready' && item.epic && !(await epicRuns(context.db, item.epic.id))) {
    throw new Refusal(
      'conflict',
      say`${item.key} would be ready again, but its {epic} ${item.epic.key} is not invested in any more.`,
      `To give it back to be refined, type /flow move ${item.key} ready.`,
    );
  }
  const rank = stood.rank === null ? null : await freeRank(context.db, item.streamId, stood.rank, item.id);
  const before = { ...stood, rank };
  await undoChange(lock, item, { kind: 'undone', data: { of, act, before } }, changeOf(context));
  await decideUndone(context, item, act, log[of - 1]);
  if (act === 'finished' || act === 'reopened' || act === 'returned') forgetServiceLevel(context.db, item.streamId);
  const now = await findItem(context.db, item.id);
  if (!now) throw unknownItem();
  const position = now.rank === null ? null : await positionOf(context.db, { streamId: now.streamId, rank: now.rank });
  const raises = now.state === 'delivery' && (act === 'finished' || act === 'returned');
  const room = raises && now.teamId !== null ? await readRoom(context.db, now.teamId) : null;
  return update(undoneView(act, now, stream, position, room, hasTeam(context)), { announcements: tellTeam(act, item, now) });
}
