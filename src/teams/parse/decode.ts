const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);
const HIGHEST = 0x10ffff;

/**
 * Text of Teams as the person typed it, once and at the edge: mentions are tags and some characters are entities, also where
 * `textFormat` says plain. What is typed into a card is raw and must not pass through here.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations
 */
export function decodeText(text: string): string {
  return decodeEntities(text.replace(/<at\b[^<>]{0,500}>([^<>]*)<\/at>/giu, '@$1'));
}

/** `&amp;`, `&#8364;`, `&#x20ac;` as characters, each once; what is no entity stays. No-break spaces become plain ones. */
export function decodeEntities(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/giu, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
      return code > 0 && code <= HIGHEST && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
    })
    .replaceAll('\u00a0', ' ');
}
