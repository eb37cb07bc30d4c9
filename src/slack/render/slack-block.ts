import type { types } from '@slack/bolt';

/** A block as Slack takes it. */
export type SlackBlock = types.KnownBlock;

/** A piece of a rich text line. */
export type RichElement = types.RichTextElement;

/** How much of a message or view a part may take: Slack blocks, and characters of text in them. */
export interface Room {
  readonly blocks: number;
  readonly chars: number;
}

export const UNLIMITED: Room = { blocks: Number.POSITIVE_INFINITY, chars: Number.POSITIVE_INFINITY };
