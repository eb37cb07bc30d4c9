import type { Option } from '../../chat/field.ts';
import { oneLine } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { Choice } from './adaptive-card.ts';
import { size } from './size.ts';
import { drawTitle } from './title.ts';

export interface DrawnChoices {
  readonly choices: readonly Choice[];
  /** Options that did not fit. */
  readonly left: number;
}

/**
 * Options as choices, as many as the bytes hold; chosen ones are offered in any case. There are no groups, so an option says its own.
 *
 * @throws Error when a value is longer than it may be: a mistake of ours, as values are ids
 */
export function drawChoices(options: readonly Option[], chosen: readonly string[], bytes: number): DrawnChoices {
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  const drawn = unique.map(drawChoice);
  const wanted = new Set(chosen);
  let left = bytes - drawn.filter((one) => wanted.has(one.value)).reduce((sum, one) => sum + size(one), 0);
  let full = false;
  const choices = drawn.filter((one) => {
    if (wanted.has(one.value)) return true;
    left -= size(one);
    full ||= left < 0;
    return !full;
  });
  return { choices, left: unique.length - choices.length };
}

function drawChoice({ text, value, group }: Option): Choice {
  if (value === '' || value.length > LIMITS.choice.value) throw new Error('An option’s value is empty or too long for a card.');
  const words = oneLine(text);
  const named = group && !words.startsWith(group) ? `${oneLine(group)}: ${words}` : words;
  return { title: drawTitle(named, LIMITS.choice.title), value };
}
