import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { Room, SlackBlock } from './slack-block.ts';
import { plainText } from './text-object.ts';

/** A heading. The ladder: a `header`, which takes 150 characters of plain text; longer ones a bold line. */
export function drawHeading(text: string, room: Room): SlackBlock[] {
  const line = isolate(oneLine(text));
  if (line === '') return [];
  if (line.length <= Math.min(LIMITS.header, room.chars)) return [{ type: 'header', text: plainText(text, LIMITS.header) }];
  const bold = { type: 'text' as const, text: shorten(line, Math.min(LIMITS.text, room.chars)), style: { bold: true } };
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [bold] }] }];
}
