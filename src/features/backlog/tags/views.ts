import { runCommand } from '../../../chat/action.ts';
import { type Block, button, buttons, entry, facts, heading, list, note, paragraph } from '../../../chat/block.ts';
import { bold, code } from '../../../chat/span.ts';
import type { TagRow } from '../../../database/items/tags.ts';
import type { StreamRow } from '../../../database/organization/streams.ts';
import type { TagKind } from '../../../model/item/tag-words.ts';
import { say } from '../../../model/words/vocabulary.ts';
import { moreButton } from '../../kit/buttons/more-button.ts';
import { askMerge, editTag, moreTags, newTag, openTag, removeTag } from '../../kit/offers/tags.ts';
import { count } from '../../kit/words/item-words.ts';

const PART = 20;

/** Names of the kinds, as people read them. */
export const KIND_WORDS: Readonly<Record<TagKind, string>> = { journey: 'journey', service: 'service' };

/** `/flow tags`: the words of a stream, and how much work has each. */
export function tagsView(stream: StreamRow, tags: readonly TagRow[], after: number, owns: boolean): Block[] {
  const add = owns && button('Add a tag', newTag, { streamId: stream.id, name: '' }, tags.length === 0 ? { style: 'primary' } : {});
  if (tags.length === 0) {
    const whose = owns ? 'Add the steps of your customers’ journey and the services behind them.' : ownerLine(stream);
    return [heading(`${stream.name}: tags`), paragraph(`There are no tags yet. ${whose}`), buttons(add)];
  }
  const part = tags.slice(after, after + PART);
  const left = tags.length - after - part.length;
  return [
    heading(`${stream.name}: tags`),
    note(
      `Where work sits in the value flow: ${count(tags.length, 'journey or service', 'journeys and services')}.${owns ? '' : ` ${ownerLine(stream)}`}`,
    ),
    list(
      part.map((tag) =>
        entry(
          [bold(tag.name), ` · ${KIND_WORDS[tag.kind]}, ${count(tag.items, say`{item}`, say`{items}`)}${also(tag)}`],
          button('Open', openTag, { tagId: tag.id }, { hint: `Open the tag ${tag.name}` }),
        ),
      ),
    ),
    note(say`To tag {an item}: `, code(`/flow tag ${stream.key}-1 ${part[0]?.name ?? ''}`)),
    buttons(
      moreButton(left, moreTags, { streamId: stream.id, after: after + part.length }),
      after > 0 && button('From the top', moreTags, { streamId: stream.id, after: 0 }),
      add,
    ),
  ];
}

function also(tag: TagRow): string {
  return tag.synonyms.length === 0 ? '' : `; also ${tag.synonyms.join(', ')}`;
}

function ownerLine(stream: StreamRow): string {
  return stream.ownerName ? `${stream.ownerName} keeps the list.` : 'Its owner keeps the list; an admin names one with /flow setup.';
}

/** One word. */
export function tagView(stream: StreamRow, tag: TagRow, owns: boolean): Block[] {
  return [
    paragraph(bold(tag.name), ` · ${KIND_WORDS[tag.kind]} of ${stream.name}`),
    facts(
      { label: 'On', value: [count(tag.items, say`{item}`, say`{items}`)] },
      ...(tag.synonyms.length > 0 ? [{ label: 'Also called', value: [tag.synonyms.join(', ')] }] : []),
    ),
    buttons(
      owns && button('Edit', editTag, { tagId: tag.id }, { hint: `Change the tag ${tag.name}` }),
      owns && button('Merge', askMerge, { tagId: tag.id }, { hint: `Merge the tag ${tag.name} into another` }),
      owns &&
        tag.items === 0 &&
        button('Remove', removeTag, { tagId: tag.id }, { style: 'danger', hint: `Take the tag ${tag.name} off the list` }),
      button('All tags', runCommand, { text: `tags ${stream.key}` }),
    ),
  ];
}

/** Deleting what is in use: how much work would lose its place, and the way that keeps it. */
export function inUseView(tag: TagRow): Block[] {
  return [
    paragraph(
      `“${tag.name}” is on ${count(tag.items, say`{item}`, say`{items}`)}, so it stays on the list. Merge it into another, and they keep a place.`,
    ),
    buttons(button('Merge', askMerge, { tagId: tag.id }, { style: 'primary', hint: `Merge the tag ${tag.name} into another` })),
  ];
}
