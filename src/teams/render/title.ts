import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { literal } from './literal.ts';

/**
 * A label or title of an input, in one line. Some clients read Markdown there and others do not, so nothing can be escaped; a word
 * joiner, which draws nothing, parts what would make a link. Never empty.
 */
export function drawTitle(text: string, max: number): string {
  return literal(shorten(isolate(oneLine(text)), max)).replace(/\](?=[[(:])/gu, ']\u2060') || '…';
}
