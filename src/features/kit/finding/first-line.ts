import { shorten } from '../../../chat/words.ts';
import { isLegible, TITLE_LIMIT } from '../../../model/text/text.ts';

/** The first line of a message, as far as it makes a title. What no database stores falls away: nobody here typed it. */
export function firstLine(text: string): string {
  const line =
    text
      .toWellFormed()
      .replaceAll('\u0000', ' ')
      .split(/[\n\r]/u)
      .find(isLegible) ?? '';
  return shorten(line.trim(), TITLE_LIMIT.graphemes - 1);
}
