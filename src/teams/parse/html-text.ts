import { decodeEntities } from './decode.ts';

const LONGEST = 60_000;
/** After these a line ends. */
const BREAK = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/blockquote|\/pre)\b[^<>]*>/giu;

/**
 * The words of a message that Teams hands over as HTML: line ends stay, pictures leave their description, all else of the markup goes.
 * It is text from here on, so a tag that is left over is only letters.
 */
export function htmlText(html: string): string {
  return decodeEntities(
    html
      .slice(0, LONGEST)
      .replace(/\s+/gu, ' ')
      .replace(/<img\b[^<>]*\balt="([^"<>]*)"[^<>]*>/giu, '$1')
      .replace(BREAK, '\n')
      .replace(/<[^<>]*>/gu, ''),
  )
    .replace(/[^\S\n]*\n[^\S\n]*/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
