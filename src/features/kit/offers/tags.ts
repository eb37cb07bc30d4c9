import { z } from 'zod';
import { action, wordsOf } from '../../../chat/action.ts';
import { choice, longText, optionalChoices, optionalText, text } from '../../../chat/field.ts';
import { form } from '../../../chat/form.ts';
import { TAGS_PER_ITEM } from '../../../model/item/tag-words.ts';
import { REASON_LIMIT, type TextLimit } from '../../../model/text/text.ts';

/** Short, so that a card can name several. */
const TAG_LIMIT: TextLimit = { graphemes: 40, bytes: 256 };

/** Opens the form with an item's tags. */
export const openTagging = action('tags.item', { itemId: z.uuid() }, 'form');
/** The next part of a stream's list. */
export const moreTags = action('tags.more', { streamId: z.uuid(), after: z.number().int().min(0) });
/** Opens the form that adds a word. */
export const newTag = action('tags.new', { streamId: z.uuid(), name: wordsOf(100) }, 'form');
/** Shows one word: its other writings, how many items have it, and what its owner may do. */
export const openTag = action('tags.open', { tagId: z.uuid() });
/** Opens the form that changes a word. */
export const editTag = action('tags.edit', { tagId: z.uuid() }, 'form');
/** Opens the form that merges a word into another. */
export const askMerge = action('tags.askMerge', { tagId: z.uuid() }, 'form');
/** Takes a word off the list. */
export const removeTag = action('tags.remove', { tagId: z.uuid() });

const word = {
  name: text({ label: 'Tag', placeholder: 'Checkout', limit: TAG_LIMIT }),
  kind: choice({
    label: 'What is it?',
    options: [
      { value: 'journey', text: "A step of the customer's journey" },
      { value: 'service', text: 'A service' },
    ],
  }),
  synonyms: longText({ label: 'Also called', hint: 'Other words people use for it, with commas between them.', limit: REASON_LIMIT }),
  reason: optionalText({ label: 'Why?', hint: 'One line for the decision log. May stay empty.', limit: REASON_LIMIT }),
};

export const newTagForm = form({
  name: 'tags.new',
  title: 'Add a tag',
  submit: 'Add',
  fields: word,
  data: z.object({ streamId: z.uuid() }),
});

export const editTagForm = form({
  name: 'tags.edit',
  title: 'Change a tag',
  submit: 'Save',
  fields: word,
  /** `was`: the name when the form was opened. */
  data: z.object({ tagId: z.uuid(), was: z.string() }),
});

export const mergeForm = form({
  name: 'tags.merge',
  title: 'Merge a tag',
  submit: 'Merge',
  fields: {
    into: choice({ label: 'Into which?' }),
    reason: optionalText({ label: 'Why?', hint: 'One line for the decision log. May stay empty.', limit: REASON_LIMIT }),
  },
  data: z.object({ tagId: z.uuid() }),
});

export const taggingForm = form({
  name: 'tags.item',
  title: 'Where does it sit?',
  submit: 'Save',
  fields: { tags: optionalChoices({ label: 'Journeys and services', max: TAGS_PER_ITEM }) },
  /** `was`: the tags that were filled in. */
  data: z.object({ itemId: z.uuid(), was: z.array(z.string()) }),
});
