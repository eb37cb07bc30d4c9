import { paragraph } from '../../../chat/block.ts';
import { errors, update, type WriteReply } from '../../../chat/reply.ts';
import { type DecisionSubject, writeDecision } from '../../../database/decisions/decisions.ts';
import { logEvent } from '../../../database/events/events.ts';
import { lockStreams, type StreamLock } from '../../../database/items/stream-locks.ts';
import { addTag, changeTag, deleteTag, findTag, listTags, mergeTag, type TagRow, tagWords } from '../../../database/items/tags.ts';
import { findStream, type StreamRow } from '../../../database/organization/streams.ts';
import { TAGS_AT_MOST } from '../../../model/item/tag-words.ts';
import { isId } from '../../../model/text/id.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Write } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { changedMeanwhile } from '../../kit/forms/changed-meanwhile.ts';
import { requireGovern } from '../../kit/rights/require-govern.ts';
import { count } from '../../kit/words/item-words.ts';
import { loadOwnTag, unknownTag } from './load.ts';
import { inUseView, tagsView } from './views.ts';
import { judgeTag, type TagValues } from './writings.ts';

/** Adds a word to a stream's list (rows C10, C14), with its event and decision. */
export async function createTag(context: Write, streamId: string, values: TagValues): Promise<WriteReply> {
  await lockStreams(context.db, [streamId]);
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  requireGovern(context, stream, 'The tags');
  const tags = await listTags(context.db, stream.id);
  if (tags.length >= TAGS_AT_MOST)
    return errors({ name: `${stream.name} has ${TAGS_AT_MOST} tags, as many as a menu shows. Merge some first: /flow tags.` });
  const judged = judgeTag(values, await takenBeside(context, stream.id, tags, null));
  if ('wrong' in judged) return errors(judged.wrong);
  const id = await addTag(context.db, stream.id, judged.draft);
  await logEvent(context.db, { type: 'tag', id }, 'added', { streamId: stream.id, ...judged.draft }, changeOf(context));
  return decided(context, stream, `Add “${judged.draft.name}”`, values.reason, `“${judged.draft.name}” is on the list.`);
}

/** Writes a word anew: its name, kind and other writings. Items keep it. */
export async function saveTag(context: Write, tagId: string, was: string, values: TagValues): Promise<WriteReply> {
  const { tag, stream } = await locked(context, tagId);
  if (tag.name !== was) throw changedMeanwhile(`“${was}”`, { now: `it is called “${tag.name}” now` });
  const judged = judgeTag(values, await takenBeside(context, stream.id, await listTags(context.db, stream.id), tag.id));
  if ('wrong' in judged) return errors(judged.wrong);
  const { draft } = judged;
  const same = draft.name === tag.name && draft.kind === tag.kind && sameWords(draft.synonyms, tag.synonyms);
  if (same) return list(context, stream, 'Nothing was changed.');
  await changeTag(context.db, tag, draft);
  await logEvent(context.db, { type: 'tag', id: tag.id }, 'changed', { ...draft }, changeOf(context));
  const choice = draft.name === tag.name ? `Change “${tag.name}”` : `Call “${tag.name}” “${draft.name}”`;
  return decided(context, stream, choice, values.reason, 'Saved.');
}

/** Takes a word off the list, unless items have it. */
export async function dropTag(context: Write, tagId: string): Promise<WriteReply> {
  const { tag, stream } = await locked(context, tagId);
  if (tag.items > 0) return update(inUseView(tag));
  await deleteTag(context.db, tag.id);
  await logEvent(context.db, { type: 'tag', id: tag.id }, 'removed', {}, changeOf(context));
  return decided(context, stream, `Take “${tag.name}” off`, undefined, `“${tag.name}” is off the list.`);
}

/** Merges a word into another of its stream: items keep a place, and the old word goes on leading there. */
export async function merge(context: Write, tagId: string, intoId: string, reason: string | undefined): Promise<WriteReply> {
  const { tag, stream, lock } = await locked(context, tagId);
  if (intoId === tag.id) return errors({ into: 'A tag is not merged into itself. Pick another.' });
  const into = isId(intoId) ? await findTag(context.db, intoId) : null;
  if (into?.streamId !== stream.id) return errors({ into: 'Pick one of the list.' });
  const items = await mergeTag(lock, tag, into, changeOf(context));
  await logEvent(context.db, { type: 'tag', id: tag.id }, 'merged', { into: into.id }, changeOf(context));
  const said = `“${tag.name}” is another word for “${into.name}” now; ${count(items, say`{item}`, say`{items}`)} moved over.`;
  return decided(context, stream, `Merge “${tag.name}” into “${into.name}”`, reason, said);
}

async function locked(
  context: Write,
  tagId: string,
): Promise<{ readonly tag: TagRow; readonly stream: StreamRow; readonly lock: StreamLock }> {
  const { stream } = await loadOwnTag(context, tagId);
  const lock = await lockStreams(context.db, [stream.id]);
  // What was read before the lock may be old by now.
  const tag = await findTag(context.db, tagId);
  if (!tag) throw unknownTag();
  return { tag, stream, lock };
}

async function takenBeside(
  context: Write,
  streamId: string,
  tags: readonly TagRow[],
  exceptId: string | null,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map(tags.map((tag) => [tag.id, tag.name]));
  const words = [...(await tagWords(context.db, streamId))].filter(([, tagId]) => tagId !== exceptId);
  return new Map(words.map(([word, tagId]) => [word, names.get(tagId) ?? word]));
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && [...one].sort().every((word, index) => word === [...other].sort()[index]);
}

async function decided(context: Write, stream: StreamRow, choice: string, reason: string | undefined, said: string): Promise<WriteReply> {
  const subject: DecisionSubject = { type: 'stream', id: stream.id };
  const question = `Which words does ${stream.name} use for journeys and services?`;
  await writeDecision(context.db, { act: 'tags', subject, question, choice, reason: reason ?? null }, changeOf(context));
  return list(context, stream, said);
}

async function list(context: Write, stream: StreamRow, said: string): Promise<WriteReply> {
  return update([paragraph(said), ...tagsView(stream, await listTags(context.db, stream.id), 0, true)]);
}
