import type { Block } from '../../../chat/block.ts';
import type { TeamContext } from '../../../chat/context.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { chooseNext } from '../../../model/flow/choose.ts';
import { hasRoom } from '../../../model/flow/wip.ts';
import type { Read, Write } from '../../kit/access.ts';
import { isAllowed } from '../../kit/rights/allowed.ts';
import { fullView, nothingReadyView } from './next-view.ts';
import { type NextRead, readBoard, readNearest, readOldest, type StreamChoice } from './store.ts';

/** The team has no room: what is in progress, oldest first, and the offer of an exception. null when it has room. */
export async function teamFull(context: Read | Write, team: TeamContext, read: NextRead): Promise<Block[] | null> {
  if (hasRoom(read.team)) return null;
  return teamFullView(context, team, read, chooseNext(read.streams)?.candidate ?? null);
}

/** A stream's own limit, over all its teams, is reached. */
export async function streamFull(context: Read | Write, stream: StreamChoice): Promise<Block[]> {
  const oldest = (await readBoard(context.db, { streamId: stream.id }, 3)).filter((item) => item.splitAt === null);
  return fullView({ name: stream.name, wip: stream.wip, stream: true }, oldest, stream.candidate, saidNow(context));
}

/** The places that are left are kept for the unplanned (rows C22, C23). */
export async function reserveKept(context: Read | Write, team: TeamContext, read: NextRead, next: ItemRow | null): Promise<Block[]> {
  return teamFullView(context, team, read, next, true);
}

/** Why there is nothing to take: a stream has something but no room, or keeps it; else what is nearest to ready. */
export async function nothingToTake(context: Read | Write, team: TeamContext, read: NextRead): Promise<Block[]> {
  const kept = read.streams.find((stream) => stream.candidate !== null && hasRoom(stream.wip) && stream.reserveKept);
  if (kept) return reserveKept(context, team, read, kept.candidate);
  const full = read.streams.find((stream) => stream.candidate !== null && !hasRoom(stream.wip));
  if (full) return streamFull(context, full);
  const stuck = read.streams.flatMap((stream) => (stream.candidate === null ? stream.passedOver : [])).slice(0, 3);
  return nothingReadyView(team, read.team, stuck, await readNearest(context.db, team.id, 3));
}

async function teamFullView(
  context: Read | Write,
  team: TeamContext,
  read: NextRead,
  next: ItemRow | null,
  reserve = false,
): Promise<Block[]> {
  const { team: wip } = read;
  const offers = wip.until === null && isAllowed(context, 'except', { teamId: team.id });
  return fullView(
    { name: team.name, wip, until: wip.until, ...(reserve ? { reserve: wip } : {}), ...(offers ? { mayExcept: team.id } : {}) },
    read.oldest ?? (await readOldest(context.db, team.id, 3)),
    next,
    saidNow(context),
  );
}

/** When it is said, for words about days. */
export function saidNow({ now, organization }: Read | Write): { readonly now: Date; readonly zone: string } {
  return { now, zone: organization.zone };
}
