import type { Block } from '../../chat/block.ts';
import { inWords } from '../../chat/shown/in-words.ts';
import { LIMITS } from '../base/limits.ts';
import { escapeWithin } from './text.ts';

/**
 * The message in plain words, for notifications, screen readers and as the second try when Slack refuses the blocks. Slack reads
 * `text` as markup even then, so it is escaped; the message also says `mrkdwn: false`.
 */
export function fallback(blocks: readonly Block[]): string {
  return escapeWithin(breakEmojiCodes(inWords(blocks)), LIMITS.message.text);
}

// Emoji codes are the one thing `mrkdwn: false` leaves on. A word joiner draws nothing and is part of no code.
function breakEmojiCodes(text: string): string {
  return text.replace(/:(?=[^\s:]+:)/gu, ':\u2060');
}
