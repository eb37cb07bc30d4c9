import type { types } from '@slack/bolt';
import type { Field, Option, RawValue } from '../../chat/field.ts';
import { oneLine, shorten } from '../../chat/shown/legible.ts';
import { isRealDate } from '../../model/calendar/date.ts';
import { LIMITS } from '../base/limits.ts';
import { drawOption, drawOptions } from './select-options.ts';
import { plainText } from './text-object.ts';

export interface FieldContext {
  /** Slack user ids by member id; members without an account here are missing. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Bytes of JSON that this field's options may take. */
  readonly optionBytes: number;
  readonly watched?: boolean;
}

export interface DrawnElement {
  readonly element: types.InputBlockElement;
  /** What the person must know because something did not fit. */
  readonly warning?: string;
}

/** The one option of a tick. */
export const TICK = 'yes';

const asText = (value: RawValue): string => (typeof value === 'string' ? value : '');
const asList = (value: RawValue): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value : []);

/**
 * The input of a field with its value filled in. The `action_id` is the field's name and stays the same from view to view, so that
 * what was typed survives. null: there is nothing to choose from, so there is no input.
 */
export function drawElement(name: string, field: Field, value: RawValue, context: FieldContext): DrawnElement | null {
  const hinted = oneLine(field.placeholder ?? '');
  // Slack then tells of every letter (handle/typing.ts).
  const dispatched = context.watched ? { dispatch_action_config: { trigger_actions_on: ['on_character_entered' as const] } } : {};
  const base = { action_id: name, ...(hinted === '' ? {} : { placeholder: plainText(hinted, LIMITS.input.placeholder) }) };
  switch (field.type) {
    case 'text':
    case 'longText':
      return textInput({ ...base, multiline: field.type === 'longText', ...dispatched }, asText(value), field.limit.bytes);
    case 'number':
      // Not number_input: it swallows what is not a number, and people would not see what they typed.
      return textInput({ ...base, multiline: false }, asText(value), LIMITS.input.text);
    case 'choice': {
      const drawn = drawOptions(field.options ?? [], asList(value), context.optionBytes);
      if (!drawn) return null;
      const initial = drawn.offered.get(asText(value));
      return warn({ type: 'static_select', ...base, ...drawn.choices, ...(initial ? { initial_option: initial } : {}) }, drawn.left);
    }
    case 'choices': {
      const drawn = drawOptions(field.options ?? [], asList(value), context.optionBytes);
      if (!drawn) return null;
      const initial = [...new Set(asList(value))].flatMap((one) => drawn.offered.get(one) ?? []).slice(0, field.max);
      const chosen = initial.length > 0 ? { initial_options: initial } : {};
      return warn(
        { type: 'multi_static_select', ...base, ...drawn.choices, ...chosen, max_selected_items: Math.max(1, field.max) },
        drawn.left,
      );
    }
    case 'lookup': {
      const [initial] = drawnOptions(field.options, [asText(value)]);
      return { element: { type: 'external_select', ...base, min_query_length: 0, ...(initial ? { initial_option: initial } : {}) } };
    }
    case 'lookups': {
      const initial = drawnOptions(field.options, asList(value)).slice(0, field.max);
      const chosen = initial.length > 0 ? { initial_options: initial } : {};
      return {
        element: { type: 'multi_external_select', ...base, min_query_length: 0, ...chosen, max_selected_items: Math.max(1, field.max) },
      };
    }
    case 'person': {
      const user = context.accounts.get(asText(value));
      return { element: { type: 'users_select', ...base, ...(user ? { initial_user: user } : {}) } };
    }
    case 'people': {
      const users = [...new Set(asList(value).flatMap((member) => context.accounts.get(member) ?? []))];
      return { element: { type: 'multi_users_select', ...base, ...(users.length > 0 ? { initial_users: users } : {}) } };
    }
    case 'date': {
      const date = asText(value);
      return { element: { type: 'datepicker', ...base, ...(isRealDate(date) ? { initial_date: date } : {}) } };
    }
    case 'toggle': {
      const yes = { text: plainText('Yes', LIMITS.option.text), value: TICK };
      return {
        element: {
          type: 'checkboxes',
          action_id: name,
          options: [yes],
          ...(value === true || value === 'true' ? { initial_options: [yes] } : {}),
        },
      };
    }
    default: {
      const unknown: never = field;
      return unknown;
    }
  }
}

/**
 * Slack counts UTF-16 units, our rules letters and UTF-8 bytes. No text has more units than bytes, so with the bytes for its limit
 * every legal text fits, and the rule that a text breaks is told in our words.
 */
function textInput(
  base: Pick<types.PlainTextInput, 'placeholder' | 'dispatch_action_config'> & { readonly action_id: string; readonly multiline: boolean },
  value: string,
  bytes: number,
): DrawnElement {
  const max_length = Math.min(bytes, LIMITS.input.text);
  const text = value.toWellFormed();
  const initial = shorten(text, max_length);
  const element: types.PlainTextInput = {
    type: 'plain_text_input',
    ...base,
    max_length,
    ...(initial === '' ? {} : { initial_value: initial }),
  };
  if (initial === text) return { element };
  return { element, warning: 'The text is longer than Slack can show here. What you send takes the place of all of it.' };
}

// What is chosen but not among the options has no text to show; it stays empty rather than naming an id.
function drawnOptions(options: readonly Option[] | undefined, ids: readonly string[]): types.PlainTextOption[] {
  const known = new Map((options ?? []).map((one) => [one.value, one]));
  return [...new Set(ids)].flatMap((id) => {
    const option = known.get(id);
    return option ? [drawOption(option)] : [];
  });
}

function warn(element: types.InputBlockElement, left: number): DrawnElement {
  return left === 0 ? { element } : { element, warning: `${left} more to choose from don’t fit here.` };
}
