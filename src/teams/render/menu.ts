import type { Option } from '../../chat/field.ts';
import type { CardInput, ChoiceSet } from './adaptive-card.ts';
import { drawChoices } from './choices.ts';
import { size } from './size.ts';

export interface DrawnInput {
  readonly input: CardInput;
  /** What the person must know because something did not fit. */
  readonly warning?: string;
}

export interface Menu {
  readonly options: readonly Option[];
  readonly chosen: readonly string[];
  readonly several?: boolean;
  /** An answer may be taken back. Only a menu that is typed into can be emptied. */
  readonly clearable?: boolean;
  /** Where the client asks for choices while a person types; then options are the chosen ones alone. */
  readonly dataset?: string;
}

type Base = Omit<ChoiceSet, 'type' | 'style' | 'choices' | 'value' | 'isMultiSelect' | 'choices.data'>;

/** Menus up to this long are read at a glance; longer ones are searched by typing. */
const SHORT = 8;

/**
 * A menu. null: there is nothing to choose from.
 *
 * @param bytes room in the card
 * @throws Error when a value of a menu of several has a comma, which would part it: a mistake of ours, as values are ids
 */
export function drawMenu(base: Base, menu: Menu, bytes: number): DrawnInput | null {
  const { options, several = false, dataset } = menu;
  if (options.length === 0 && dataset === undefined) return null;
  if (several && options.some((one) => one.value.includes(','))) throw new Error('A value of a menu of several has a comma.');
  const known = new Set(options.map((one) => one.value));
  // What is chosen but not among the options has no text to show; it stays empty rather than naming an id.
  const value = (several ? menu.chosen : menu.chosen.slice(0, 1)).filter((one) => known.has(one));
  const typed = dataset !== undefined || menu.clearable || options.length > SHORT;
  const draw = (choices: ChoiceSet['choices']): ChoiceSet => ({
    type: 'Input.ChoiceSet',
    ...base,
    style: typed ? 'filtered' : 'compact',
    ...(several ? { isMultiSelect: true } : {}),
    ...(value.length === 0 ? {} : { value: value.join(',') }),
    choices,
    ...(dataset === undefined ? {} : { 'choices.data': { type: 'Data.Query', dataset } }),
  });
  const { choices, left } = drawChoices(options, value, bytes - size(draw([])));
  return left === 0 ? { input: draw(choices) } : { input: draw(choices), warning: `${left} more to choose from don’t fit here.` };
}
