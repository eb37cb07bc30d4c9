import type { TagDraft } from '../../../database/items/tags.ts';
import { type TagKind, tagWord } from '../../../model/item/tag-words.ts';

/** What the form of a word says. */
export interface TagValues {
  readonly name: string;
  readonly kind: string;
  readonly synonyms: string | undefined;
  readonly reason: string | undefined;
}

const LONGEST = 40;
const MOST = 20;

/**
 * The word as it will be stored, or what is wrong by field.
 *
 * @param taken every way to write a tag of the stream, with the name of its tag; those of the word itself left out
 */
export function judgeTag(
  values: TagValues,
  taken: ReadonlyMap<string, string>,
): { readonly draft: TagDraft } | { readonly wrong: Readonly<Record<string, string>> } {
  if (/[,;]/u.test(values.name)) return { wrong: { name: 'A tag has no comma in it: commas stand between tags.' } };
  const name = tagWord(values.name);
  const owner = taken.get(name);
  if (owner !== undefined) return { wrong: { name: already(values.name, owner) } };
  const synonyms = [...new Set((values.synonyms ?? '').split(/[,;\n]/u).map(tagWord))].filter((word) => word !== '' && word !== name);
  if (synonyms.length > MOST) return { wrong: { synonyms: `Up to ${MOST} other words, please.` } };
  const long = synonyms.find((word) => [...word].length > LONGEST);
  if (long !== undefined) return { wrong: { synonyms: `A word may have up to ${LONGEST} letters.` } };
  const clash = synonyms.find((word) => taken.has(word));
  if (clash !== undefined) return { wrong: { synonyms: already(clash, taken.get(clash) ?? '') } };
  return { draft: { kind: values.kind as TagKind, name: values.name, synonyms } };
}

function already(word: string, owner: string): string {
  return tagWord(owner) === tagWord(word) ? `“${owner}” is on the list already.` : `“${word}” is another word for ${owner} already.`;
}
