import type { Message, StateValues, View } from '../../wire/protocol.ts';
import { isObject, isString, type Json } from '../judge/json.ts';
import { elementsOf, labelOf, optionsOf, type Placed } from '../world/elements.ts';
import { stateField, stateValue } from '../world/form-state.ts';

/** A form's field as a test sees it. */
export interface ShownInput {
  readonly label: string;
  readonly blockId: string;
  readonly actionId: string;
  readonly type: string;
  readonly optional: boolean;
  /** Texts of the options, when it has some. */
  readonly options: readonly string[];
}

export function inputsOf(shown: Message | View): ShownInput[] {
  return stateful(shown).map(({ block, element }) => ({
    label: labelOf(block.label ?? block.text),
    blockId: String(block.block_id),
    actionId: String(element.action_id),
    type: String(element.type),
    optional: block.type !== 'input' || block.optional === true,
    options: optionsOf(element).map((option) => labelOf(option.text)),
  }));
}

function stateful(shown: Message | View): Placed[] {
  return elementsOf(shown.blocks).filter(({ element }) => stateField(element.type) !== undefined);
}

/**
 * Values by block id, action id or label, as Slack state. A string picks an option by its text or value; a list picks several.
 * Throws when a key or an option is not in the view: a test must not fill in what a person cannot see.
 */
export function toState(shown: Message | View, values: Readonly<Record<string, unknown>>): StateValues {
  const state: Record<string, Record<string, Json>> = {};
  for (const [key, value] of Object.entries(values)) {
    const { block, element } = findInput(shown, key);
    const blockId = String(block.block_id);
    state[blockId] = { ...state[blockId], [String(element.action_id)]: chosen(element, value) };
  }
  return state;
}

function findInput(shown: Message | View, key: string): Placed {
  const all = stateful(shown);
  const found =
    all.find(({ block }) => block.block_id === key) ??
    all.find(({ element }) => element.action_id === key) ??
    all.find(({ block }) => labelOf(block.label ?? block.text) === key);
  if (found) return found;
  const known = inputsOf(shown).map((input) => `${input.blockId} (${input.label})`);
  throw new Error(`No field “${key}” in “${'title' in shown ? shown.title : shown.text}”. It has: ${known.join(', ') || 'none'}`);
}

/** One element's state value from a friendly value. */
export function chosen(element: Json, value: unknown): Json {
  const field = stateField(element.type) ?? 'selected_option';
  if (value === null || value === undefined || value === '') return stateValue(element, null);
  if (field === 'selected_option') return { type: element.type, selected_option: pick(element, value) };
  if (field === 'selected_options') return { type: element.type, selected_options: toList(value).map((one) => pick(element, one)) };
  if (field.endsWith('s') && field.startsWith('selected_')) return stateValue(element, toList(value));
  return stateValue(element, field === 'value' ? String(value) : value);
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** An option object passes as it is, so that a test can pick from an external select. */
function pick(element: Json, value: unknown): Json {
  if (isObject(value)) return isString(value.text) ? { ...value, text: { type: 'plain_text', text: value.text } } : value;
  const options = optionsOf(element);
  const found = options.find((option) => option.value === value) ?? options.find((option) => labelOf(option.text) === value);
  if (found) return found;
  throw new Error(`No option “${String(value)}”. There are: ${options.map((option) => labelOf(option.text)).join(', ') || 'none'}`);
}
