import { type Fact, factSpans } from '../../chat/shown/fact-spans.ts';
import { drawParagraph } from './paragraph.ts';
import type { Room, SlackBlock } from './slack-block.ts';

/**
 * Facts as lines "**Label:** value" of one rich text. The `fields` of a section would stand in two columns, but they break
 * lines badly on phones, end at ten, and take markup only.
 */
export function drawFacts(facts: readonly Fact[], room: Room): SlackBlock[] {
  return drawParagraph(factSpans(facts), room);
}
