import { isBlank, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import { rich } from './rich.ts';
import type { Room, SlackBlock } from './slack-block.ts';

/** A paragraph as rich text, where nothing a person typed can be markup (see rich.ts). Blank ones draw nothing. */
export function drawParagraph(spans: readonly Span[], room: Room): SlackBlock[] {
  const tidied = tidy(spans);
  if (isBlank(tidied)) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: rich(shortenSpans(tidied, room.chars)) }] }];
}
