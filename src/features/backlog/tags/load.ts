import { findTag, type TagRow } from '../../../database/items/tags.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import type { Read, Write } from '../../kit/access.ts';
import { requireGovern } from '../../kit/rights/require-govern.ts';

/** A tag of another organization, one that never was and a deleted one get this same answer. */
export function unknownTag(): Refusal {
  return new Refusal('not_found', 'That tag is no longer on the list.', 'Type /flow tags to see what there is.');
}

/** A word with its stream. */
export async function loadTag(context: Read | Write, tagId: string): Promise<{ readonly tag: TagRow; readonly stream: StreamRow }> {
  const tag = await findTag(context.db, tagId);
  const stream = tag && (await findStream(context.db, tag.streamId));
  if (!tag || !stream) throw unknownTag();
  return { tag, stream };
}

/** The same, for whoever may change it. */
export async function loadOwnTag(context: Read | Write, tagId: string): Promise<{ readonly tag: TagRow; readonly stream: StreamRow }> {
  const found = await loadTag(context, tagId);
  requireGovern(context, found.stream, 'The tags');
  return found;
}
