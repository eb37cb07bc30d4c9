import type { types } from '@slack/bolt';

/** A block as Slack takes it. */
export type SlackBlock = types.KnownBlock | DataVisualization;

/** A piece of a rich text line. */
export type RichElement = types.RichTextElement;

/**
 * A chart, of which `@slack/types` knows nothing yet: every series has exactly one point for every category.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface DataVisualization {
  readonly type: 'data_visualization';
  readonly title: string;
  readonly chart: {
    readonly type: 'bar' | 'line';
    readonly series: { readonly name: string; readonly data: { readonly label: string; readonly value: number }[] }[];
    readonly axis_config: { readonly categories: string[] };
  };
  readonly block_id?: string;
}

/** How much of a message or view a part may take: Slack blocks, and characters of text in them. */
export interface Room {
  readonly blocks: number;
  readonly chars: number;
}

export const UNLIMITED: Room = { blocks: Number.POSITIVE_INFINITY, chars: Number.POSITIVE_INFINITY };
