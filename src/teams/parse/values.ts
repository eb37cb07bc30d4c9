import type { Field, Option, RawValue } from '../../chat/field.ts';
import { inputId } from '../base/input-id.ts';

/** Longest list of choices that is read; no form asks for as many. */
const MOST = 500;
const TYPED: ReadonlySet<Field['type']> = new Set(['text', 'longText', 'number']);
/** Between an id and its text, in a choice that was found by typing. */
const TEXT = '~';

/** A found option as a choice: its text travels with its id, because a client sends back values alone. */
export function choiceValue({ value, text }: Option): string {
  // Commas separate choices, so none may be left in one.
  return `${value}${TEXT}${encodeURIComponent(text)}`;
}

export interface ReadValues {
  readonly values: Readonly<Record<string, RawValue>>;
  /** What was found by typing, with its texts, so that the form can be drawn again. */
  readonly chosen: Readonly<Record<string, readonly Option[]>>;
}

/**
 * A card's inputs as a form's values: everything comes as text, several choices with commas between them.
 *
 * @param members ids by what stands for the people who were picked; null: that is their ids
 * @param asks fields that had an input in the card
 */
export function readValues(
  fields: Readonly<Record<string, Field>>,
  inputs: Readonly<Record<string, unknown>>,
  members: ReadonlyMap<string, string> | null,
  asks: readonly string[],
): ReadValues {
  const values: Record<string, RawValue> = {};
  const chosen: Record<string, readonly Option[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    // Clients leave out whatever is empty, texts too. A text that had no input was never on the screen, and must not count as emptied.
    const given = own(inputs, name);
    if (given === undefined && TYPED.has(field.type) && !asks.includes(name)) continue;
    const typed = textOf(given);
    if (field.type === 'lookup' || field.type === 'lookups') {
      const options = split(typed).map(readChoice);
      const texts = options.filter((one) => one.text !== '');
      if (texts.length > 0) chosen[name] = texts;
      values[name] = field.type === 'lookup' ? (options[0]?.value ?? '') : options.map((one) => one.value);
    } else values[name] = rawValue(field, typed, members);
  }
  return { values, chosen };
}

/** Entra object ids in the people fields, each once. */
export function peopleIn(fields: Readonly<Record<string, Field>>, inputs: Readonly<Record<string, unknown>>): string[] {
  const names = Object.entries(fields).flatMap(([name, { type }]) => (type === 'person' || type === 'people' ? [name] : []));
  return [...new Set(names.flatMap((name) => split(textOf(own(inputs, name)))))];
}

function rawValue(
  field: Exclude<Field, { type: 'lookup' | 'lookups' }>,
  typed: string,
  members: ReadonlyMap<string, string> | null,
): RawValue {
  const person = (picked: string) => (members === null ? picked : members.get(picked.toLowerCase()));
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'number':
    case 'date':
    case 'choice':
    case 'toggle':
      return typed;
    case 'choices':
      return split(typed);
    case 'person':
      return person(split(typed)[0] ?? '') ?? '';
    case 'people':
      return split(typed).flatMap((one) => person(one) ?? []);
    default: {
      const unknown: never = field;
      return unknown;
    }
  }
}

function own(inputs: Readonly<Record<string, unknown>>, name: string): unknown {
  const id = inputId(name);
  return Object.hasOwn(inputs, id) ? inputs[id] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function split(typed: string): string[] {
  return typed
    .split(',', MOST)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function readChoice(choice: string): Option {
  const at = choice.indexOf(TEXT);
  if (at === -1) return { value: choice, text: '' };
  return { value: choice.slice(0, at), text: decoded(choice.slice(at + 1)) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
