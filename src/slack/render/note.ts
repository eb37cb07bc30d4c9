import { isBlank, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import { LIMITS } from '../base/limits.ts';
import type { Room, SlackBlock } from './slack-block.ts';
import { textObject } from './text-object.ts';

/** Small print: a `context` block, the only small grey text Slack has. It takes no rich text (see text-object.ts). */
export function drawNote(spans: readonly Span[], room: Room): SlackBlock[] {
  const tidied = tidy(spans);
  if (isBlank(tidied)) return [];
  return [{ type: 'context', elements: [textObject(tidied, Math.min(LIMITS.text, room.chars))] }];
}
