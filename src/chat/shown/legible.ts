const FSI = '\u2068';
const PDI = '\u2069';

// Bidi controls would turn the text around them, other controls draw nothing or break the JSON's reader. \t and \n stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is what this is for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const LINE_BREAKS = /\r\n|[\r\u0085\u2028\u2029]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Text that is safe to put on a screen: well-formed, without controls, lines ending in `\n`. */
export function clean(text: string): string {
  return text.toWellFormed().replace(LINE_BREAKS, '\n').replace(CONTROLS, '');
}

/** Clean text in one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/gu, ' ').trim();
}

/**
 * Right-to-left text in isolates (FSI … PDI), line by line, so that a Hebrew title cannot turn the figures after it around.
 * Other text comes back as it is.
 */
export function isolate(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (RIGHT_TO_LEFT.test(line) ? line.replace(/^(\s*)(.*?)(\s*)$/su, `$1${FSI}$2${PDI}$3`) : line))
    .join('\n');
}

/** At most `max` UTF-16 units; what is cut ends in "…". Cuts between letters, never inside one, and closes an open isolate. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - (text.includes(FSI) ? 2 : 1);
  if (room <= 0) return '…'.slice(0, Math.max(0, max));
  // The letter in which the room ends is the first that is left out.
  const end = segmenter.segment(text).containing(room)?.index ?? room;
  // One "letter" longer than all the room: any cut is better than none.
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, room).replace(/[\ud800-\udbff]$/u, '');
  const open = kept.lastIndexOf(FSI) > kept.lastIndexOf(PDI);
  return `${kept.trimEnd()}…${open ? PDI : ''}`;
}
