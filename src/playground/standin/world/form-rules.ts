import type { StateValues } from '../../wire/protocol.ts';
import { isObject, isString, type Json, objects } from '../judge/json.ts';
import { labelOf, optionsOf } from './elements.ts';
import { inputBlocks, isEmpty } from './form-state.ts';

/** What Slack's own client checks before it sends a form. Block id → plain words; empty when the form may go. */
export function formErrors(blocks: readonly unknown[], state: StateValues): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of inputBlocks(blocks)) {
    if (!isObject(block.element)) continue;
    const blockId = String(block.block_id);
    const value = state[blockId]?.[String(block.element.action_id)];
    const words = inputError(block, block.element, value);
    if (words !== undefined) errors[blockId] = words;
  }
  return errors;
}

function inputError(block: Json, element: Json, value: Json | undefined): string | undefined {
  const label = labelOf(block.label);
  if (isEmpty(value)) return block.optional === true ? undefined : `Please fill in “${label}”.`;
  switch (element.type) {
    case 'plain_text_input':
      return lengthError(element, String(value?.value), label);
    case 'number_input':
      return numberError(element, String(value?.value), label);
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(String(value?.value)) ? undefined : `“${label}” needs an e-mail address.`;
    case 'url_text_input':
      return URL.canParse(String(value?.value)) ? undefined : `“${label}” needs a link.`;
    default:
      return choiceError(element, value, label);
  }
}

function lengthError(element: Json, text: string, label: string): string | undefined {
  const max = typeof element.max_length === 'number' ? element.max_length : 3000;
  const min = typeof element.min_length === 'number' ? element.min_length : 0;
  if (text.length > max) return `“${label}” takes at most ${max} characters.`;
  return text.length < min ? `“${label}” needs at least ${min} characters.` : undefined;
}

function numberError(element: Json, text: string, label: string): string | undefined {
  const number = Number(text);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return `“${label}” needs a number.`;
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return `“${label}” needs a whole number.`;
  if (isString(element.min_value) && number < Number(element.min_value)) return `“${label}” must be at least ${element.min_value}.`;
  return isString(element.max_value) && number > Number(element.max_value) ? `“${label}” must be at most ${element.max_value}.` : undefined;
}

/** A client can only send options it was shown, and no more than the app allowed. */
function choiceError(element: Json, value: Json | undefined, label: string): string | undefined {
  const chosen = [...objects([value?.selected_option]), ...objects(value?.selected_options)];
  const offered = optionsOf(element);
  if (offered.length > 0 && chosen.some((choice) => !offered.some((option) => option.value === choice.value)))
    return `“${label}” does not offer that choice.`;
  const lists = ['selected_options', 'selected_users', 'selected_channels', 'selected_conversations'];
  const count = Math.max(...lists.map((name) => (Array.isArray(value?.[name]) ? value[name].length : 0)));
  const most = element.max_selected_items;
  return typeof most === 'number' && count > most ? `“${label}” takes at most ${most}.` : undefined;
}
