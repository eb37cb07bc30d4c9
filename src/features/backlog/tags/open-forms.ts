import { note, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { listTags } from '../../../database/items/tags.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { Refusal } from '../../../model/rights/refusal.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Read } from '../../kit/access.ts';
import { goneStream } from '../../kit/finding/gone-stream.ts';
import { editTagForm, mergeForm, newTagForm } from '../../kit/offers/tags.ts';
import { requireGovern } from '../../kit/rights/require-govern.ts';
import { count } from '../../kit/words/item-words.ts';
import { loadOwnTag } from './load.ts';

/** The form that adds a word to a stream's list. */
export async function openNewTag(context: Read, streamId: string, name: string): Promise<FormReply> {
  const stream = await findStream(context.db, streamId);
  if (!stream) throw goneStream();
  requireGovern(context, stream, 'The tags');
  return showForm(newTagForm, { streamId: stream.id }, { intro: [paragraph(stream.name)], values: { name, kind: 'journey' } });
}

/** The form that changes a word. */
export async function openEditTag(context: Read, tagId: string): Promise<FormReply> {
  const { tag } = await loadOwnTag(context, tagId);
  return showForm(
    editTagForm,
    { tagId: tag.id, was: tag.name },
    {
      intro: [note(`On ${count(tag.items, say`{item}`, say`{items}`)}. They keep it under its new name.`)],
      values: { name: tag.name, kind: tag.kind, synonyms: tag.synonyms.join(', ') },
    },
  );
}

/** The form that asks into which word another is merged. */
export async function openMerge(context: Read, tagId: string): Promise<FormReply> {
  const { tag, stream } = await loadOwnTag(context, tagId);
  const others = (await listTags(context.db, stream.id)).filter((one) => one.id !== tag.id);
  if (others.length === 0)
    throw new Refusal(
      'conflict',
      `“${tag.name}” is the only tag of ${stream.name}.`,
      'Add the one that shall take its place first: /flow tags.',
    );
  return showForm(
    mergeForm,
    { tagId: tag.id },
    {
      intro: [paragraph(`“${tag.name}” is on ${count(tag.items, say`{item}`, say`{items}`)}. Afterwards its word leads to the other.`)],
      options: { into: others.map((one) => ({ value: one.id, text: one.name, group: one.kind === 'journey' ? 'Journeys' : 'Services' })) },
    },
  );
}
