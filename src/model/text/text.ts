import { Refusal } from '../rights/refusal.ts';

/** How long a text may be: in what people count (grapheme clusters) and in what a database stores (UTF-8 bytes). */
export interface TextLimit {
  readonly graphemes: number;
  readonly bytes: number;
}

export const TITLE_LIMIT: TextLimit = { graphemes: 200, bytes: 2_048 };
export const LONG_TEXT_LIMIT: TextLimit = { graphemes: 3_000, bytes: 12_288 };
export const REASON_LIMIT: TextLimit = { graphemes: 500, bytes: 4_096 };
export const NAME_LIMIT: TextLimit = { graphemes: 80, bytes: 512 };

const MARKS_PER_LETTER = 8;

// Characters that show nothing and may turn or hide what others show: bidi controls, tag characters, C0/C1, soft hyphen-like joiners.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
  /[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: vertical tab and form feed break lines
const LINE_BREAKS = /\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/gu;

// A letter, figure, sign or picture that is seen by itself. Not: what Unicode lets be ignored (zero-width characters, fillers of Hangul,
// joiners, selectors, tags, bidi controls), marks without a letter, and the few blanks that count as letters or signs.
const SEEN = /(?![\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{13441}\u{13442}\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Is there anything to read in it? The one judgement of what is empty: a reason of zero-width spaces is none, in a form as in words.
 */
export function isLegible(text: string): boolean {
  return SEEN.test(text);
}

/** Words as they were typed, trimmed, without invisible controls; empty when there is nothing to read. */
export function typedWords(text: string): string {
  return isLegible(text) ? text.replace(INVISIBLE, '').trim() : '';
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a person would count. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

function refuseBroken(text: string, name: string): void {
  if (text.includes('\u0000'))
    throw new Refusal('invalid_input', `${name} holds a character (NUL) that can't be stored.`, 'Remove it and try again.');
  if (!text.isWellFormed())
    throw new Refusal('invalid_input', `${name} holds half of a character, which can't be stored.`, 'Type it again rather than pasting.');
}

function refuseLong(text: string, limit: TextLimit, name: string): void {
  // Counting graphemes of a huge text is slow, so bytes come first.
  const bytes = Buffer.byteLength(text);
  const graphemes = bytes > limit.bytes * 4 ? Number.POSITIVE_INFINITY : countGraphemes(text);
  if (graphemes > limit.graphemes || bytes > limit.bytes) {
    const size = Number.isFinite(graphemes) ? ` This one has ${graphemes}.` : '';
    throw new Refusal('invalid_input', `${name} may have up to ${limit.graphemes} characters.${size}`, 'Shorten it.');
  }
  const stacked = new RegExp(`\\p{M}{${MARKS_PER_LETTER + 1}}`, 'u');
  if (stacked.test(text))
    throw new Refusal('invalid_input', `${name} stacks more than ${MARKS_PER_LETTER} marks on one letter.`, 'Use fewer accents.');
}

/**
 * A text of one line as it is stored: NFC, trimmed, line breaks and tabs to one space, invisible controls removed.
 *
 * @param name what the person calls the text, e.g. "The title"; begins the refusal
 * @throws Refusal invalid_input when it is too long or cannot be stored; an empty text is the caller's to judge
 */
export function cleanLine(text: string, limit: TextLimit, name: string): string {
  refuseBroken(text, name);
  const cleaned = text.replace(LINE_BREAKS, ' ').replace(INVISIBLE, '').replace(/\s+/gu, ' ').normalize('NFC').trim();
  refuseLong(cleaned, limit, name);
  return isLegible(cleaned) ? cleaned : '';
}

// A name that people say: about as long as a line of a phone, and well within what a name may have.
const NAME_PART: TextLimit = { graphemes: 40, bytes: 500 };
const ENDS = /[\s.!?…,;:–—-]+$/u;

/** The beginning of a cleaned text, for a name where nobody gave one: whole words of its first line, without what ends a sentence. */
export function firstWords(text: string): string {
  const line = text.split('\n').find(isLegible) ?? text;
  const letters = [...segmenter.segment(line)].map((one) => one.segment);
  let bytes = 0;
  const fits = letters.findIndex((letter, place) => {
    bytes += Buffer.byteLength(letter);
    return place >= NAME_PART.graphemes || bytes > NAME_PART.bytes;
  });
  if (fits < 0) return line.replace(ENDS, '') || line;
  const cut = letters.slice(0, fits).join('');
  const words = cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
  return `${words.replace(ENDS, '')}…`;
}

/** Like cleanLine, but lines stay lines (as `\n`). */
export function cleanText(text: string, limit: TextLimit, name: string): string {
  refuseBroken(text, name);
  const cleaned = text
    .replace(LINE_BREAKS, '\n')
    .replace(INVISIBLE, '')
    .replace(/[^\S\n]+/gu, ' ')
    .normalize('NFC')
    .trim();
  refuseLong(cleaned, limit, name);
  return isLegible(cleaned) ? cleaned : '';
}
