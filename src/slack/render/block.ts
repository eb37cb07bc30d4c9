import type { Block } from '../../chat/block.ts';
import { drawButtons } from './buttons.ts';
import { drawChart } from './chart.ts';
import { drawFacts } from './facts.ts';
import { drawHeading } from './heading.ts';
import { drawList } from './list.ts';
import { drawNote } from './note.ts';
import { drawParagraph } from './paragraph.ts';
import type { Room, SlackBlock } from './slack-block.ts';
import { drawTable } from './table.ts';

/** Draws one block of the neutral language within a room. A blank one draws nothing: Slack refuses every empty text. */
export function drawBlock(block: Block, room: Room): SlackBlock[] {
  switch (block.type) {
    case 'heading':
      return drawHeading(block.text, room);
    case 'paragraph':
      return drawParagraph(block.spans, room);
    case 'facts':
      return drawFacts(block.facts, room);
    case 'list':
      return drawList(block, room);
    case 'table':
      return drawTable(block, room);
    case 'chart': {
      const chart = drawChart(block);
      return chart ? [chart] : [];
    }
    case 'note':
      return drawNote(block.spans, room);
    case 'divider':
      return [{ type: 'divider' }];
    case 'buttons':
      return drawButtons(block.buttons, room);
    default: {
      const unknown: never = block;
      return unknown;
    }
  }
}
