import { type ReadReply, update } from '../../chat/reply.ts';
import { findStream, listStreams, listTeams, type StreamRow } from '../../database/streams.ts';
import type { Read } from '../access.ts';
import { teamOf } from '../team-of.ts';
import { boardView } from './board-view.ts';
import { readBoard } from './store.ts';

/** `/flow board`: the team's items in progress, or the stream's in a place of a stream. */
export async function showBoard(context: Read): Promise<ReadReply> {
  const { zone } = context.organization;
  const stream = context.place.streamId === undefined ? null : await findStream(context.db, context.place.streamId);
  if (stream) {
    const items = await readBoard(context.db, { streamId: stream.id });
    return update(boardView.board(stream.name, null, items, stagesOf([stream]), context.now, zone));
  }
  const found = teamOf(context, 'board');
  if ('ask' in found) return found.ask;
  const team = (await listTeams(context.db)).find((one) => one.id === found.team.id);
  const items = await readBoard(context.db, { teamId: found.team.id });
  const wip = team ? { inProgress: items.length, limit: team.wipLimit } : null;
  const stages = stagesOf(await listStreams(context.db, found.team.streamIds));
  return update(boardView.board(found.team.name, wip, items, stages, context.now, zone));
}

// A team on several streams may meet the same stage in each: by place first, so that equal places stand together.
function stagesOf(streams: readonly StreamRow[]): string[] {
  const placed = streams.flatMap((stream) => stream.stages.map((stage, place) => ({ name: stage.name, place })));
  return placed.sort((a, b) => a.place - b.place).map((stage) => stage.name);
}
