import type { Block } from '../block.ts';
import { factSpans } from './fact-spans.ts';
import { chartAsTable, tableAsList } from './figures.ts';
import { isolate, oneLine } from './legible.ts';
import { isBlank, plain, tidy } from './spans.ts';

/** Shown where nothing else is: platforms refuse an empty message. */
const NOTHING = 'Nothing to show.';

/** A message in plain words, without markup of any platform: for notifications and screen readers. Never empty. */
export function inWords(blocks: readonly Block[]): string {
  return blocks.flatMap(lines).join('\n').trim() || NOTHING;
}

function lines(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [isolate(oneLine(block.text))];
    case 'paragraph':
    case 'note':
      return [plain(tidy(block.spans))];
    case 'facts':
      return [plain(tidy(factSpans(block.facts)))];
    case 'list':
      return block.entries
        .map((entry) => tidy(entry.spans))
        .filter((spans) => !isBlank(spans))
        .map((spans, index) => `${block.ordered ? `${index + 1}.` : '•'} ${plain(spans)}`);
    case 'table':
      return tableAsList(block).flatMap(lines);
    case 'chart':
      return tableAsList(chartAsTable(block)).flatMap(lines);
    case 'divider':
    case 'buttons':
      return [];
    default: {
      const unknown: never = block;
      return unknown;
    }
  }
}
