import type { BlockJson } from '../../wire/protocol.ts';

// Block Kit as the page reads it: only what it draws. The stand-in has judged the JSON already, so reading is a cast
// and every field that Slack leaves optional is optional here.

export interface TextJson {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
}

export interface OptionJson {
  readonly text: TextJson;
  readonly value?: string;
  readonly description?: TextJson;
  readonly url?: string;
}

interface OptionGroupJson {
  readonly label: TextJson;
  readonly options: readonly OptionJson[];
}

export interface ConfirmJson {
  readonly title: TextJson;
  readonly text: TextJson;
  readonly confirm: TextJson;
  readonly deny: TextJson;
  readonly style?: 'primary' | 'danger';
}

export interface ElementJson {
  readonly type: string;
  readonly action_id?: string;
  readonly confirm?: ConfirmJson;
  readonly placeholder?: TextJson;
  readonly focus_on_load?: boolean;
  // button, overflow
  readonly text?: TextJson;
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  readonly accessibility_label?: string;
  // selects, checkboxes, radio buttons
  readonly options?: readonly OptionJson[];
  readonly option_groups?: readonly OptionGroupJson[];
  readonly initial_option?: OptionJson;
  readonly initial_options?: readonly OptionJson[];
  readonly min_query_length?: number;
  readonly max_selected_items?: number;
  readonly initial_user?: string;
  readonly initial_users?: readonly string[];
  readonly initial_conversation?: string;
  readonly initial_conversations?: readonly string[];
  readonly default_to_current_conversation?: boolean;
  readonly filter?: { readonly include?: readonly string[] };
  readonly initial_channel?: string;
  readonly initial_channels?: readonly string[];
  // dates and times
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_date_time?: number;
  readonly timezone?: string;
  // text and numbers
  readonly initial_value?: string;
  readonly multiline?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly is_decimal_allowed?: boolean;
  readonly min_value?: string;
  readonly max_value?: string;
  readonly dispatch_action_config?: { readonly trigger_actions_on?: readonly string[] };
  // image
  readonly image_url?: string;
  readonly alt_text?: string;
}

/** Reads a block as the shape its type has. */
export function as<T>(block: BlockJson): T {
  return block as unknown as T;
}

interface WithElements {
  readonly accessory?: ElementJson;
  readonly element?: ElementJson;
  readonly elements?: readonly ElementJson[];
  readonly child_blocks?: readonly BlockJson[];
}

const HOLDS_INTERACTIVE = new Set(['section', 'actions', 'input']);

/** Every block with the elements it holds, containers opened. */
export function* elementsOf(blocks: readonly BlockJson[]): Generator<{ block: BlockJson; blockId: string; element: ElementJson }> {
  for (const [index, block] of blocks.entries()) {
    const held = as<WithElements>(block);
    if (held.child_blocks) yield* elementsOf(held.child_blocks);
    if (!HOLDS_INTERACTIVE.has(block.type)) continue;
    const elements = [held.accessory, held.element, ...(held.elements ?? [])];
    for (const element of elements) if (element) yield { block, blockId: blockIdOf(block, index), element };
  }
}

/** Slack gives a block an id when the app did not; should the stand-in not have done so, its place will do. */
export function blockIdOf(block: BlockJson, index: number): string {
  return block.block_id ?? `block-${index}`;
}
