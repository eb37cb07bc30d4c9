import type { Block } from '../../chat/block.ts';
import { LIMITS } from '../base/limits.ts';
import { fallback } from './fallback.ts';
import { fitBlocks } from './fit-blocks.ts';
import type { SlackBlock } from './slack-block.ts';

/**
 * A message as chat.postMessage, chat.update, a command's answer and a response_url take it. The flags keep Slack from making
 * mentions and links of what people typed, and from drawing previews of links nobody asked for.
 * https://docs.slack.dev/reference/methods/chat.postMessage
 */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: SlackBlock[];
  readonly mrkdwn: false;
  readonly link_names: false;
  readonly parse: 'none';
  readonly unfurl_links: false;
  readonly unfurl_media: false;
}

const LITERAL = { mrkdwn: false, link_names: false, parse: 'none', unfurl_links: false, unfurl_media: false } as const;

export function drawMessage(blocks: readonly Block[]): SlackMessage {
  return {
    text: fallback(blocks),
    blocks: fitBlocks(blocks, { blocks: LIMITS.message.blocks, chars: LIMITS.message.budget }, 'message'),
    ...LITERAL,
  };
}

/** The same in words alone: the second try when Slack refuses the blocks. The empty list takes old blocks off an edited message. */
export function withoutBlocks(message: SlackMessage): SlackMessage {
  return { ...message, blocks: [] };
}
