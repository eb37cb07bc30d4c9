import type { StreamRow } from '../../../database/organization/streams.ts';
import { parseStreamKey } from '../../../model/text/key.ts';
import { typedWords } from '../../../model/text/text.ts';

/** What was typed as `[STREAM] TITLE`: the stream that its first word names, if it does, and the rest. */
export interface StreamAndTitle {
  readonly stream: StreamRow | undefined;
  /** Not cleaned; empty when only a stream was named. */
  readonly title: string;
}

/** A first word in capitals that is a stream's key names the stream; anywhere else it is part of the title. */
export function streamAndTitle(text: string, streams: readonly StreamRow[]): StreamAndTitle {
  const [first = ''] = text.split(/\s+/u);
  const key = parseStreamKey(first);
  const stream = key !== null && first.normalize('NFKC') === key ? streams.find((one) => one.key === key) : undefined;
  return stream ? { stream, title: typedWords(text.slice(first.length)) } : { stream: undefined, title: text };
}
