import type { Block } from '../../chat/block.ts';
import { LIMITS } from '../limits.ts';
import { factSpans } from './facts.ts';
import { isBlank, plain, tidy } from './spans.ts';
import { escapeWithin, isolate, oneLine } from './text.ts';

/** Shown where nothing else is: Slack refuses an empty message. */
const NOTHING = 'Nothing to show.';

/**
 * The message in plain words, for notifications, screen readers and as the second try when Slack refuses the blocks. Slack reads
 * `text` as markup even then, so it is escaped; the message also says `mrkdwn: false`.
 */
export function fallback(blocks: readonly Block[]): string {
  const text = blocks.flatMap(lines).join('\n').trim();
  return escapeWithin(breakEmojiCodes(text === '' ? NOTHING : text), LIMITS.message.text);
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
    case 'divider':
    case 'buttons':
      return [];
    default: {
      const unknown: never = block;
      return unknown;
    }
  }
}

// Emoji codes are the one thing `mrkdwn: false` leaves on. A word joiner draws nothing and is part of no code.
function breakEmojiCodes(text: string): string {
  return text.replace(/:(?=[^\s:]+:)/gu, ':\u2060');
}
