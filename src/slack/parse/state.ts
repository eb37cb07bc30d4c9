import { z } from 'zod';
import type { Option, RawValue } from '../../chat/field.ts';

const option = z.object({ value: z.string(), text: z.object({ text: z.string() }).optional() });

/** What each kind of input reports. https://docs.slack.dev/reference/views#view-submission-payloads */
const valueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: option.nullish() }),
  z.object({ type: z.literal('multi_static_select'), selected_options: z.array(option).nullish() }),
  z.object({ type: z.literal('external_select'), selected_option: option.nullish() }),
  z.object({ type: z.literal('multi_external_select'), selected_options: z.array(option).nullish() }),
  z.object({ type: z.literal('users_select'), selected_user: z.string().nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(z.string()).nullish() }),
  z.object({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(option).nullish() }),
]);

type StateValue = z.infer<typeof valueSchema>;

/** `state.values`: by block id (the field's name), then by action id. */
export const stateSchema = z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Slack user ids in the people fields, each once. */
export function usersIn(state: z.infer<typeof stateSchema>): string[] {
  return [...new Set(entries(state).flatMap(([, value]) => users(value)))];
}

/** Values by field. People come as member ids; an input of an unknown kind is left out, and its field then counts as empty. */
export function readState(state: z.infer<typeof stateSchema>, members: ReadonlyMap<string, string>): Record<string, RawValue> {
  return Object.fromEntries(entries(state).map(([name, value]) => [name, rawValue(value, members)]));
}

/** What was chosen in menus whose options come while typing, with the texts that were shown. */
export function chosenIn(state: z.infer<typeof stateSchema>): Record<string, readonly Option[]> {
  return Object.fromEntries(
    entries(state).flatMap(([name, value]): [string, Option[]][] => {
      const picked =
        value.type === 'external_select'
          ? [value.selected_option]
          : value.type === 'multi_external_select'
            ? (value.selected_options ?? [])
            : [];
      const options = picked.flatMap((one) => (one ? [{ value: one.value, text: one.text?.text ?? '' }] : []));
      return options.length > 0 ? [[name, options]] : [];
    }),
  );
}

function entries(state: z.infer<typeof stateSchema>): [string, StateValue][] {
  return Object.entries(state.values).flatMap(([name, byAction]): [string, StateValue][] => {
    const parsed = valueSchema.safeParse(Object.values(byAction)[0]);
    return parsed.success ? [[name, parsed.data]] : [];
  });
}

function users(value: StateValue): string[] {
  if (value.type === 'users_select') return value.selected_user ? [value.selected_user] : [];
  return value.type === 'multi_users_select' ? (value.selected_users ?? []) : [];
}

function rawValue(value: StateValue, members: ReadonlyMap<string, string>): RawValue {
  switch (value.type) {
    case 'plain_text_input':
      return value.value;
    case 'static_select':
    case 'external_select':
      return value.selected_option?.value;
    case 'multi_static_select':
    case 'multi_external_select':
      return value.selected_options?.map((one) => one.value);
    case 'users_select':
      return value.selected_user ? members.get(value.selected_user) : undefined;
    case 'multi_users_select':
      return (value.selected_users ?? []).flatMap((user) => members.get(user) ?? []);
    case 'datepicker':
      return value.selected_date;
    case 'checkboxes':
      return (value.selected_options ?? []).length > 0;
    default: {
      const unknown: never = value;
      return unknown;
    }
  }
}
