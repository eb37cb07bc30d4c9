import type { BlockJson, StateValues } from '../../wire/protocol.ts';
import { type ElementJson, elementsOf } from '../blocks/json.ts';

/** One element's entry in Slack's `state.values`, and what its action carries besides ids. */
export type Value = Readonly<Record<string, unknown>> & { readonly type: string };

/** What the person entered, by block id and action id. What they left alone keeps its initial value. */
export type Edits = Readonly<Record<string, Readonly<Record<string, Value>>>>;

function initialValue(element: ElementJson, currentChannel: string): Value | null {
  const type = element.type;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return { type, value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? currentConversation(element, currentChannel) };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    default:
      // Buttons and overflow menus keep nothing.
      return null;
  }
}

function currentConversation(element: ElementJson, channel: string): string | null {
  return element.default_to_current_conversation && /^[CD]/.test(channel) ? channel : null;
}

export function readValue(edits: Edits, blockId: string, element: ElementJson, currentChannel: string): Value | null {
  const edited = edits[blockId]?.[element.action_id ?? ''];
  // The bot may have put another kind of element under the same ids.
  return edited?.type === element.type ? edited : initialValue(element, currentChannel);
}

export function stateOf(blocks: readonly BlockJson[], edits: Edits, currentChannel: string): StateValues {
  const state: Record<string, Record<string, Value>> = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const value = readValue(edits, blockId, element, currentChannel);
    if (value) state[blockId] = { ...state[blockId], [element.action_id ?? '']: value };
  }
  return state;
}

/** Slack keeps what was typed only where block id and action id are still there. */
export function pruneEdits(edits: Edits, blocks: readonly BlockJson[]): Edits {
  const kept: Record<string, Record<string, Value>> = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const actionId = element.action_id ?? '';
    const value = edits[blockId]?.[actionId];
    if (value) kept[blockId] = { ...kept[blockId], [actionId]: value };
  }
  return kept;
}

export function isEmpty(value: Value | null): boolean {
  if (!value) return true;
  const { type: _type, ...held } = value;
  return Object.values(held).every((one) => one === null || one === '' || (Array.isArray(one) && one.length === 0));
}
