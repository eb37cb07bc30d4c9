import type { Card } from './microsoft.ts';

type Json = Readonly<Record<string, unknown>>;

/** A button of a card. */
export interface CardButton {
  readonly type: 'Action.Execute' | 'Action.Submit';
  readonly title: string;
  readonly verb: string | undefined;
  readonly data: Json;
}

/** An input of a card, under the name of the form's field. */
export interface CardInput {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly value: string;
  readonly required: boolean;
  readonly several: boolean;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
  /** What menus that search while one types are called. */
  readonly dataset: string | undefined;
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const isSendOrCancel = (action: Json) => typeof action.data === 'object' && action.data !== null && 'draft' in action.data;

/** Everything a person reads in a card, a line per element; buttons as `[Label]`, as the stand-in for Slack tells it. */
export function cardText(card: Card): string {
  return lines(list(card.body)).join('\n');
}

function lines(elements: readonly Json[]): string[] {
  return elements.map(text).filter((line) => line !== '');
}

function text(element: Json): string {
  switch (element.type) {
    case 'TextBlock':
      return filledIn(String(element.text));
    case 'RichTextBlock':
      return filledIn(
        list(element.inlines)
          .map((run) => String(run.text))
          .join(''),
      );
    case 'Container':
      return lines(list(element.items)).join('\n');
    case 'ColumnSet':
      return list(element.columns)
        .flatMap((column) => lines(list(column.items)))
        .join('\n');
    case 'Table':
      return list(element.rows)
        .map((row) =>
          list(row.cells)
            .map((cell) => lines(list(cell.items)).join(' '))
            .join(': '),
        )
        .join('\n');
    case 'ActionSet':
      return list(element.actions)
        .map((action) => `[${String(action.title)}]`)
        .join(' ');
    default:
      return [element.label ?? element.title, element.placeholder, element.value]
        .filter((one) => typeof one === 'string' && one !== '')
        .join('\n');
  }
}

// Dates come as templates that clients fill in; isolating signs draw nothing.
function filledIn(words: string): string {
  return words
    .replace(/\{\{(DATE|TIME)\((\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}Z[^)]*\)\}\}/g, (_, kind, day, time) =>
      kind === 'DATE' ? day : time,
    )
    .replace(/[\u2066-\u2069\u2060]/g, '');
}

/** Buttons in the order they are read; without a form's own ends. */
export function cardButtons(card: Card): CardButton[] {
  return actionsIn(card.body)
    .filter((action) => !isSendOrCancel(action))
    .map(button);
}

/** A form's own ends: send it, put it away. */
export function cardEnds(card: Card): { readonly send: CardButton | undefined; readonly cancel: CardButton | undefined } {
  const ends = [...list(card.actions), ...actionsIn(card.body)].filter(isSendOrCancel);
  const find = (name: string) => ends.find((one) => name in (one.data as Json));
  const [send, cancel] = [find('submit'), find('cancel')];
  return { send: send && button(send), cancel: cancel && button(cancel) };
}

function button(action: Json): CardButton {
  return {
    type: action.type as CardButton['type'],
    title: String(action.title),
    verb: typeof action.verb === 'string' ? action.verb : undefined,
    data: action.data as Json,
  };
}

function actionsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (typeof value !== 'object' || value === null) return [];
  const json = value as Json;
  if (json.type === 'Action.Execute' || json.type === 'Action.Submit') return [json];
  return Object.values(json).flatMap(actionsIn);
}

export function cardInputs(card: Card): CardInput[] {
  return list(card.body).flatMap((element): CardInput[] => {
    if (!String(element.type).startsWith('Input.')) return [];
    const data = element['choices.data'] as Json | undefined;
    return [
      {
        id: String(element.id),
        name: String(element.id).replace(/^f_/, ''),
        label: String(element.label ?? element.title),
        type: String(element.type),
        value: typeof element.value === 'string' ? element.value : '',
        required: element.isRequired === true,
        several: element.isMultiSelect === true,
        choices: list(element.choices).map((choice) => ({ title: String(choice.title), value: String(choice.value) })),
        dataset: typeof data?.dataset === 'string' ? data.dataset : undefined,
      },
    ];
  });
}

/** What is wrong, by field: it stands under the input. */
export function cardErrors(card: Card): Record<string, string> {
  const errors: Record<string, string> = {};
  let field = '';
  for (const element of list(card.body)) {
    if (String(element.type).startsWith('Input.')) field = String(element.id).replace(/^f_/, '');
    const words = text(element);
    // What cannot be answered (a menu without options) has no input; its error stands under its own words.
    if (words.startsWith('⚠ ')) errors[field] = words.slice(2);
  }
  return errors;
}

/** A person's answers as the client sends them: what is not given keeps its value. @throws Error for what the person cannot see or the client would not send */
export function fillIn(card: Card, values: Json): Record<string, string> {
  const inputs = cardInputs(card);
  for (const name of Object.keys(values)) {
    if (!inputs.some((one) => one.name === name || one.label === name))
      throw new Error(`No field “${name}”. There are: ${inputs.map((one) => one.name).join(', ')}`);
  }
  return Object.fromEntries(
    inputs.flatMap((input): [string, string][] => {
      const given = Object.hasOwn(values, input.name) ? values[input.name] : values[input.label];
      const value = given === undefined ? input.value : chosen(input, given);
      if (input.required && value === '') throw new Error(`“${input.label}” is left empty; the client would not send it.`);
      // Microsoft's renderer sends what is set, and an empty text is not.
      return value === '' ? [] : [[input.id, value]];
    }),
  );
}

function chosen(input: CardInput, given: unknown): string {
  const all = Array.isArray(given) ? given : [given];
  if (input.type === 'Input.Toggle') return String(Array.isArray(given) ? given.length > 0 : Boolean(given));
  if (input.type !== 'Input.ChoiceSet') return String(given ?? '');
  const values = all.filter((one) => one !== '' && one !== null).map((one) => pick(input, one));
  return (input.several ? values : values.slice(0, 1)).join(',');
}

function pick(input: CardInput, one: unknown): string {
  if (input.dataset !== undefined) return String(one);
  const isTitled = (title: string) => title.replace(/[\u2066-\u2069]/g, '').replace(/^[^:]*: /, '') === one;
  const found =
    input.choices.find((choice) => choice.value === one || choice.title === one) ?? input.choices.find(({ title }) => isTitled(title));
  if (!found)
    throw new Error(`“${input.label}” has no “${String(one)}”. There are: ${input.choices.map((choice) => choice.title).join(', ')}`);
  return found.value;
}
