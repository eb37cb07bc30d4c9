import { type ReadReply, update } from '../../chat/reply.ts';
import { findStream, listTeams } from '../../database/streams.ts';
import type { Read } from '../access.ts';
import { teamOf } from '../team-of.ts';
import { boardView } from './board-view.ts';
import { readBoard } from './store.ts';

/** `/flow board`: the team's items in progress, or the stream's in a place of a stream. */
export async function showBoard(context: Read): Promise<ReadReply> {
  const { zone } = context.organization;
  const stream = context.place.streamId === undefined ? null : await findStream(context.db, context.place.streamId);
  if (stream) return update(boardView.board(stream.name, null, await readBoard(context.db, { streamId: stream.id }), context.now, zone));
  const found = teamOf(context, 'board');
  if ('ask' in found) return found.ask;
  const team = (await listTeams(context.db)).find((one) => one.id === found.team.id);
  const items = await readBoard(context.db, { teamId: found.team.id });
  return update(
    boardView.board(found.team.name, team ? { inProgress: items.length, limit: team.wipLimit } : null, items, context.now, zone),
  );
}
