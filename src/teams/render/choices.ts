import type { Option } from '../../chat/field.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../limits.ts';
import type { Choice } from './adaptive-card.ts';
import { literal } from './literal.ts';
import { size } from './size.ts';

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
  return { title: choiceTitle(named) || '…', value };
}

/**
 * A title that is no link. Some clients read Markdown beside ticks and others do not, so nothing can be escaped; a word joiner, which
 * draws nothing, parts what would make one.
 */
export function choiceTitle(text: string): string {
  return literal(shorten(isolate(oneLine(text)), LIMITS.choice.title)).replace(/\](?=[[(:])/gu, ']\u2060');
}
