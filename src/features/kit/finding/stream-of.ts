import { listStreams, type StreamRow } from '../../../database/organization/streams.ts';
import type { Read, Write } from '../access.ts';

/**
 * The stream that is meant: the place's; else the only one of the team that is asked for; else the organization's only one.
 * Several are possible where nothing tells: `streams` then holds what to choose from, the likely ones first.
 */
export async function streamOf(
  context: Read | Write,
): Promise<{ readonly stream: StreamRow | null; readonly streams: readonly StreamRow[] }> {
  const { place, asker, db } = context;
  const all = await listStreams(db);
  if (place.streamId !== undefined) {
    const stream = all.find((one) => one.id === place.streamId);
    if (stream) return { stream, streams: all };
  }
  const team =
    place.team ?? asker.teams.find((one) => one.id === asker.chosenTeamId) ?? (asker.teams.length === 1 ? asker.teams[0] : undefined);
  const ids = team?.streamIds ?? [];
  const ordered = [...ids.flatMap((id) => all.filter((one) => one.id === id)), ...all.filter((one) => !ids.includes(one.id))];
  const [first] = ordered;
  const stream = first && (ids.length === 1 || all.length === 1) ? first : null;
  return { stream, streams: ordered };
}
