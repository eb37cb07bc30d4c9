import type { types } from '@slack/bolt';
import type { Option } from '../../chat/field.ts';
import { LIMITS } from '../base/limits.ts';
import { plainText } from './text-object.ts';

export type Choices =
  | { options: types.PlainTextOption[] }
  | { option_groups: { label: types.PlainTextElement; options: types.PlainTextOption[] }[] };

export interface DrawnOptions {
  readonly choices: Choices;
  /** Every option that is offered, for picking the initial ones. */
  readonly offered: ReadonlyMap<string, types.PlainTextOption>;
  /** Options that did not fit. */
  readonly left: number;
}

/**
 * Options of a menu: a flat list of up to 100, else groups of up to 100. A bigger group becomes "America (1)", "America (2)".
 * Whole views are limited in bytes, so the last options may be left out; chosen ones are offered in any case.
 *
 * @returns null when there is nothing to choose from: Slack refuses an empty menu
 * @throws Error when a value is longer than Slack carries: a mistake of ours, as values are ids
 */
export function drawOptions(options: readonly Option[], chosen: readonly string[], bytes: number): DrawnOptions | null {
  const unique = [...new Map(options.map((option) => [option.value, option])).values()];
  const shown = withinBytes(unique, new Set(chosen), bytes);
  if (shown.length === 0) return null;
  const drawn = new Map(shown.map((option) => [option.value, drawOption(option)]));
  const grouped = shown.length > LIMITS.select.options || shown.some((option) => option.group);
  const choices: Choices = grouped ? { option_groups: groups(shown, drawn) } : { options: [...drawn.values()] };
  return { choices, offered: drawn, left: unique.length - shown.length };
}

export function drawOption(option: Option): types.PlainTextOption {
  if (option.value === '' || option.value.length > LIMITS.option.value)
    throw new Error(`An option's value must have 1 to ${LIMITS.option.value} characters.`);
  return { text: plainText(option.text, LIMITS.option.text), value: option.value };
}

function withinBytes(options: readonly Option[], chosen: ReadonlySet<string>, bytes: number): Option[] {
  const most = LIMITS.select.options * LIMITS.select.groups;
  const first = options.filter((option) => chosen.has(option.value));
  let left = bytes - first.reduce((sum, option) => sum + size(option), 0);
  const fits = new Set(first);
  for (const option of options) {
    if (fits.has(option)) continue;
    left -= size(option);
    if (left < 0 || fits.size >= most) break;
    fits.add(option);
  }
  return options.filter((option) => fits.has(option));
}

function size(option: Option): number {
  return Buffer.byteLength(JSON.stringify(drawOption(option))) + 1;
}

function groups(options: readonly Option[], drawn: ReadonlyMap<string, types.PlainTextOption>) {
  const named = new Map<string, types.PlainTextOption[]>();
  const anyGroup = options.some((option) => option.group);
  for (const option of options) {
    const name = option.group || (anyGroup ? 'Others' : 'All');
    const group = named.get(name) ?? [];
    const one = drawn.get(option.value);
    if (one) named.set(name, [...group, one]);
  }
  const split = [...named].flatMap(([name, all]) =>
    chunks(all).map((part, index, parts) => ({ name, part, nth: parts.length > 1 ? index + 1 : 0 })),
  );
  return split.map(({ name, part, nth }) => ({ label: groupLabel(name, nth), options: part }));
}

function groupLabel(name: string, nth: number): types.PlainTextElement {
  const number = nth === 0 ? '' : ` (${nth})`;
  const label = plainText(name, LIMITS.select.groupLabel - number.length);
  return { ...label, text: `${label.text}${number}` };
}

function chunks<Value>(all: readonly Value[]): Value[][] {
  const parts: Value[][] = [];
  for (let from = 0; from < all.length; from += LIMITS.select.options) parts.push(all.slice(from, from + LIMITS.select.options));
  return parts;
}
