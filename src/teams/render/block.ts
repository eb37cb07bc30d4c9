import type { Block } from '../../chat/block.ts';
import type { CardElement } from './adaptive-card.ts';
import { drawButtons } from './buttons.ts';
import { drawChart } from './chart.ts';
import type { Drawing } from './drawing.ts';
import { drawFacts } from './facts.ts';
import { drawHeading } from './heading.ts';
import { drawList } from './list.ts';
import { drawNote } from './note.ts';
import { drawParagraph } from './paragraph.ts';
import { drawTable } from './table.ts';

/**
 * Draws one block of the neutral language in as many bytes. A blank one draws nothing, and neither does a divider: it is a line above
 * whatever comes next (fit-blocks.ts).
 */
export function drawBlock(block: Block, bytes: number, at: Drawing): readonly CardElement[] {
  switch (block.type) {
    case 'heading':
      return drawHeading(block.text, bytes);
    case 'paragraph':
      return drawParagraph(block.spans, bytes);
    case 'facts':
      return drawFacts(block.facts, bytes);
    case 'list':
      return drawList(block, bytes, at);
    case 'table':
      return drawTable(block, bytes, at);
    case 'chart':
      return drawChart(block, bytes, at);
    case 'note':
      return drawNote(block.spans, bytes);
    case 'divider':
      return [];
    case 'buttons':
      return drawButtons(block.buttons, bytes, at);
    default: {
      const unknown: never = block;
      return unknown;
    }
  }
}
