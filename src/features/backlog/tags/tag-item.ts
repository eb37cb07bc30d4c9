import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, paragraph } from '../../../chat/block.ts';
import { type FormReply, showForm } from '../../../chat/form.ts';
import { errors, type ReadReply, update, type WriteReply } from '../../../chat/reply.ts';
import { shorten } from '../../../chat/words.ts';
import type { ItemRow } from '../../../database/items/items.ts';
import { readinessOf } from '../../../database/items/readiness.ts';
import { lockStreamOfItem, type StreamLock } from '../../../database/items/stream-locks.ts';
import { listTags, tagItem, tagWords } from '../../../database/items/tags.ts';
import { findStream } from '../../../database/organization/streams.ts';
import { missingChecks } from '../../../model/item/readiness.ts';
import { readTags, TAGS_PER_ITEM } from '../../../model/item/tag-words.ts';
import { nearest } from '../../../model/text/near-miss.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { changeOf, type Read, type Write } from '../../kit/access.ts';
import { openByKey } from '../../kit/buttons/open-button.ts';
import { itemOf } from '../../kit/finding/item-of.ts';
import { unknownItem } from '../../kit/finding/unknown.ts';
import type { Which } from '../../kit/finding/which.ts';
import { newTag, openTagging, taggingForm } from '../../kit/offers/tags.ts';
import { requireRight } from '../../kit/rights/allowed.ts';
import { governs } from '../../kit/rights/require-govern.ts';
import { named } from '../../kit/words/item-words.ts';
import { backToRefining } from '../items/back-to-refining.ts';

async function load(context: Read | Write, which: Which): Promise<ItemRow> {
  const item = await itemOf(context, which);
  await requireRight(context, 'reshape', { streamId: item.streamId });
  return readinessOf(context.db, item);
}

/** `/flow tag KEY`, or the button: the form with the stream's list. */
export async function openItemTags(context: Read, which: Which): Promise<FormReply | ReadReply> {
  const item = await load(context, which);
  const tags = await listTags(context.db, item.streamId);
  if (tags.length === 0) return update(await noTagsYet(context, item));
  const was = tagIdsOf(item);
  return showForm(
    taggingForm,
    { itemId: item.id, was },
    {
      intro: [paragraph(...named(item))],
      values: { tags: was },
      options: { tags: tags.map((one) => ({ value: one.id, text: one.name, group: one.kind === 'journey' ? 'Journeys' : 'Services' })) },
    },
  );
}

/** Gives an item the tags of the form. Those that were added or taken elsewhere meanwhile stay so. */
export async function saveItemTags(context: Write, itemId: string, was: readonly string[], chosen: readonly string[]): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, { id: itemId });
  const item = await load(context, { id: itemId });
  const known = new Set((await listTags(context.db, item.streamId)).map((tag) => tag.id));
  if (!lock || chosen.some((id) => !known.has(id))) return errors({ tags: 'One of these is no longer on the list. Open the form again.' });
  const now = tagIdsOf(item);
  const kept = now.filter((id) => chosen.includes(id) || !was.includes(id));
  return give(context, lock, item, [...kept, ...chosen.filter((id) => !now.includes(id) && !was.includes(id))], 'tags');
}

/** `/flow tag KEY words`: adds what is on the list; nothing is half done when a word is not. */
export async function tagByWords(context: Write, key: string, text: string): Promise<WriteReply> {
  const lock = await lockStreamOfItem(context.db, { key });
  const item = await load(context, { key });
  if (!lock) throw unknownItem(key);
  const known = await tagWords(context.db, item.streamId);
  if (known.size === 0) return update(await noTagsYet(context, item));
  const { tagIds, unknown } = readTags(text, known);
  const [first] = unknown;
  if (first !== undefined) return update(strangeWord(context, item, first, [...known.keys()], text));
  if (tagIds.length === 0) return update([paragraph('Which tags? Name some, with commas between them.'), openButtons(item)]);
  return give(context, lock, item, [...new Set([...tagIdsOf(item), ...tagIds])], null);
}

async function give(context: Write, lock: StreamLock, item: ItemRow, tagIds: readonly string[], field: string | null): Promise<WriteReply> {
  const now = tagIdsOf(item);
  if (tagIds.length > TAGS_PER_ITEM) {
    const wrong = say`{An item} has up to ${TAGS_PER_ITEM} tags, so that they still say something. This would be ${tagIds.length}.`;
    return field === null ? update([paragraph(wrong), openButtons(item)]) : errors({ [field]: wrong });
  }
  if (tagIds.length === now.length && tagIds.every((id) => now.includes(id)))
    return update([paragraph('Nothing was changed: ', ...named(item), `, ${place(item)}.`), openButtons(item)]);
  const tagged = await readinessOf(context.db, await tagItem(context.db, item, tagIds, changeOf(context)));
  if (tagged.state === 'ready' && missingChecks(tagged).length > 0) return update(await backToRefining(context, lock, tagged));
  return update([paragraph(...named(tagged), ` is now ${place(tagged)}.`), openButtons(tagged)]);
}

function tagIdsOf(item: ItemRow): string[] {
  return (item.readiness?.tags ?? []).map((tag) => tag.id);
}

function place(item: ItemRow): string {
  const names = (item.readiness?.tags ?? []).map((tag) => tag.name);
  return names.length === 0 ? 'without tags' : `under ${new Intl.ListFormat('en').format(names)}`;
}

function openButtons(item: ItemRow): Block {
  return buttons(
    openByKey(item.key),
    button('Change tags', openTagging, { itemId: item.id }, { hint: `Change the tags of ${item.key}` }),
    button('All tags', runCommand, { text: `tags ${item.streamKey}` }),
  );
}

function strangeWord(context: Write, item: ItemRow, word: string, known: readonly string[], typed: string): Block[] {
  const near = nearest(word, known);
  const again = near && typed.toLowerCase().includes(word) ? typed.toLowerCase().replace(word, near) : near;
  const text = `tag ${item.key} ${again ?? ''}`;
  return [
    paragraph(`“${shorten(word)}” is not on the list of ${item.streamName}.${near ? ` Did you mean ${near}?` : ''} Nothing was changed.`),
    buttons(
      near !== null && text.length <= 500 && button(`Tag it ${near}`, runCommand, { text }, { style: 'primary' }),
      governs(context, item.streamId) && button(`Add “${shorten(word, 30)}”`, newTag, { streamId: item.streamId, name: shorten(word, 40) }),
      button('Pick from the list', openTagging, { itemId: item.id }),
    ),
  ];
}

async function noTagsYet(context: Read | Write, item: ItemRow): Promise<Block[]> {
  const owner = (await findStream(context.db, item.streamId))?.ownerName;
  if (governs(context, item.streamId))
    return [
      paragraph(`${item.streamName} has no tags yet. Add the first: a step of your customers’ journey, or a service.`),
      buttons(button('Add a tag', newTag, { streamId: item.streamId, name: '' }, { style: 'primary' })),
    ];
  const next = owner ? `${owner} keeps the list.` : 'Its owner keeps the list; an admin names one with /flow setup.';
  return [paragraph(`${item.streamName} has no tags yet. ${next}`)];
}
