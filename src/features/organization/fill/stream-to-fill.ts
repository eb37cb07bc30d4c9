import type { StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../../kit/access.ts';
import { streamOf } from '../../kit/finding/stream-of.ts';

/** The stream whose backlog is filled: the one of the button, else the place's, else the first the team pulls from. */
export async function streamToFill(
  context: Read | Write,
  streamId: string | undefined,
): Promise<{ readonly stream: StreamRow; readonly streams: readonly StreamRow[] }> {
  const { stream, streams } = await streamOf(context);
  const found = streamId === undefined ? (stream ?? streams[0]) : streams.find((one) => one.id === streamId);
  if (found) return { stream: found, streams };
  if (streams.length === 0) throw new Refusal('not_found', say`There is no {value stream} yet to fill.`, 'An admin adds one: /flow setup.');
  throw new Refusal('not_found', say`That {stream} is no longer here.`, 'Type /flow backlog.');
}
