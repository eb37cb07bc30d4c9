import type { BlockJson } from '../../wire/protocol.ts';
import { as, type ElementJson, elementsOf } from '../blocks/json.ts';
import { type Edits, isEmpty, readValue, type Value } from './values.ts';

/** What Slack's own client checks before a form goes out. Everything else is the bot's to judge. */
export function validate(blocks: readonly BlockJson[], edits: Edits, currentChannel: string): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const { block, blockId, element } of elementsOf(blocks)) {
    if (block.type !== 'input') continue;
    const value = readValue(edits, blockId, element, currentChannel);
    const wrong = problem(element, value, as<{ optional?: boolean }>(block).optional === true);
    if (wrong) errors[blockId] = wrong;
  }
  return errors;
}

function problem(element: ElementJson, value: Value | null, optional: boolean): string | null {
  if (isEmpty(value)) return optional ? null : 'Please fill in this field.';
  const text = typeof value?.value === 'string' ? value.value : null;
  if (text === null) return null;
  switch (element.type) {
    case 'plain_text_input':
      if (text.length < (element.min_length ?? 0)) return `At least ${element.min_length} characters, please.`;
      return text.length > (element.max_length ?? 3000) ? `At most ${element.max_length ?? 3000} characters, please.` : null;
    case 'number_input':
      return numberProblem(element, text);
    case 'email_text_input':
      return /^\S+@\S+\.\S+$/.test(text) ? null : 'Please enter an e-mail address.';
    case 'url_text_input':
      return /^https?:\/\/\S+$/.test(text) ? null : 'Please enter a link that starts with http.';
    default:
      return null;
  }
}

function numberProblem(element: ElementJson, text: string): string | null {
  const number = Number(text);
  if (Number.isNaN(number)) return 'Please enter a number.';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value)) return `${element.min_value} or more, please.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `${element.max_value} or less, please.`;
  return null;
}
