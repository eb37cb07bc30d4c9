import type { StateValues } from '../../wire/protocol.ts';
import { isObject, type Json, objects } from '../judge/json.ts';
import { elementsOf } from './elements.ts';

/** The field of a state value for each kind of element, and its initial field. Buttons, overflow menus and pictures keep no state. */
const FIELDS: Readonly<Record<string, readonly [field: string, initial: string, empty: unknown]>> = {
  plain_text_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  file_input: ['files', '', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  checkboxes: ['selected_options', 'initial_options', []],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
};

/** The field in which Slack reports what was chosen in this kind of element; none for buttons. */
export function stateField(type: unknown): string | undefined {
  return FIELDS[String(type)]?.[0];
}

/** One state value: the given field, or empty. Slack sends an emptied text field as null. */
export function stateValue(element: Json, value: unknown): Json {
  const [field, , empty] = FIELDS[String(element.type)] ?? ['value', '', null];
  return { type: element.type, [field]: value === undefined || value === null || value === '' ? empty : value };
}

function initialValue(element: Json, channel: string | null): Json {
  const [, initial, empty] = FIELDS[String(element.type)] ?? ['value', '', null];
  const current = element.default_to_current_conversation === true && channel !== null;
  const several = Array.isArray(empty);
  return stateValue(element, element[initial] ?? (current ? (several ? [channel] : channel) : undefined));
}

/**
 * `state.values` as Slack sends it: for every element that keeps state, what was given, else its initial value.
 * What was given for ids that are not there is dropped, as Slack drops it when a view is replaced.
 */
export function stateOf(blocks: readonly unknown[], given: StateValues, channel: string | null): StateValues {
  const values: Record<string, Record<string, Json>> = {};
  for (const { block, element } of elementsOf(blocks)) {
    const field = stateField(element.type);
    if (field === undefined) continue;
    const blockId = String(block.block_id);
    const actionId = String(element.action_id);
    const typed = given[blockId]?.[actionId];
    const known = isObject(typed) && (typed.type === undefined || typed.type === element.type);
    const value = known ? stateValue(element, typed[field]) : initialValue(element, channel);
    values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

/** Does this state value say nothing? */
export function isEmpty(value: Json | undefined): boolean {
  if (!value) return true;
  const content = value[stateField(value.type) ?? 'value'];
  return content === null || content === undefined || content === '' || (Array.isArray(content) && content.length === 0);
}

/** Keeps what was typed into elements that are still there with the same ids: https://docs.slack.dev/surfaces/modals#updating_views */
export function keepTyped(typed: StateValues, blocks: readonly unknown[]): StateValues {
  const kept: Record<string, Record<string, Json>> = {};
  for (const { block, element } of elementsOf(blocks)) {
    const value = typed[String(block.block_id)]?.[String(element.action_id)];
    if (!isObject(value) || value.type !== element.type) continue;
    kept[String(block.block_id)] = { ...kept[String(block.block_id)], [String(element.action_id)]: value };
  }
  return kept;
}

export function inputBlocks(blocks: readonly unknown[]): readonly Json[] {
  return objects(blocks).filter((block) => block.type === 'input');
}
