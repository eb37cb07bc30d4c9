import { shorten } from '../../../chat/words.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read, Write } from '../access.ts';
import { streamOf } from './stream-of.ts';

/**
 * The stream that a command names, or that is meant where it names none: the place's, the team's first, else the organization's first.
 *
 * @param typed as it stood after the command; empty for none
 * @throws Refusal not_found naming the streams there are
 */
export async function namedStream(
  context: Read | Write,
  typed: string,
): Promise<{ readonly stream: StreamRow; readonly others: readonly StreamRow[] }> {
  const { stream, streams } = await streamOf(context);
  if (streams.length === 0) throw new Refusal('not_found', say`There is no {value stream} yet.`, 'An admin adds one: /flow setup.');
  const key = parseStreamKey(typed);
  const found = typed === '' ? (stream ?? streams[0]) : streams.find((one) => one.key === key);
  if (found) return { stream: found, others: stream === null ? streams.filter((one) => one.id !== found.id) : [] };
  const known = streams.map((one) => one.key).sort();
  const near = key === null ? null : nearest(key, known);
  throw new Refusal(
    'not_found',
    say`I don't know {a stream} “${shorten(typed)}”.${near ? ` Did you mean ${near}?` : ''}`,
    `There are ${known.join(', ')}.`,
  );
}
