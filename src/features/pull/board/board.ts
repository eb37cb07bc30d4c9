import { type ReadReply, update } from '../../../chat/reply.ts';
import { findStream, listStreams, listTeams, type StreamRow } from '../../../database/organization/streams.ts';
import { findException } from '../../../database/organization/wip-exceptions.ts';
import type { Read } from '../../kit/access.ts';
import { hasTeam } from '../../kit/rights/allowed.ts';
import { teamOf } from '../../kit/rights/team-of.ts';
import { roomWords } from '../../kit/words/room-words.ts';
import { countBoard } from '../next/count-board.ts';
import { saidNow } from '../next/full.ts';
import { readBoard } from '../next/store.ts';
import { boardView } from './board-view.ts';

/** `/flow board`: the team's items in progress, or the stream's in a place of a stream. */
export async function showBoard(context: Read): Promise<ReadReply> {
  const stream = context.place.streamId === undefined ? null : await findStream(context.db, context.place.streamId);
  if (stream) {
    const items = await readBoard(context.db, { streamId: stream.id });
    const counts = await countBoard(context.db, { streamId: stream.id });
    return update(boardView(stream.name, null, { items, counts }, stagesOf([stream]), hasTeam(context), saidNow(context)));
  }
  const found = teamOf(context, 'board');
  if ('ask' in found) return found.ask;
  const team = (await listTeams(context.db)).find((one) => one.id === found.team.id);
  const items = await readBoard(context.db, { teamId: found.team.id });
  const streams = await listStreams(context.db, found.team.streamIds);
  const counts = await countBoard(context.db, { teamId: found.team.id });
  const exception = await findException(context.db, found.team.id, context.now);
  const wip = team && {
    inProgress: counts.inProgress,
    unplanned: counts.unplanned,
    limit: team.wipLimit,
    extra: exception?.extra ?? 0,
    until: exception?.until ?? null,
  };
  const room =
    wip &&
    `${roomWords(
      wip,
      streams.some((one) => one.policy.slack),
      saidNow(context),
    )}.`;
  return update(boardView(found.team.name, room ?? null, { items, counts }, stagesOf(streams), true, saidNow(context)));
}

// A team on several streams may meet the same stage in each: by place first, so that equal places stand together.
function stagesOf(streams: readonly StreamRow[]): string[] {
  const placed = streams.flatMap((stream) => stream.stages.map((stage, place) => ({ name: stage.name, place })));
  return placed.sort((a, b) => a.place - b.place).map((stage) => stage.name);
}
