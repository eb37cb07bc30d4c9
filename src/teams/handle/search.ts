import { z } from 'zod';
import { LATE, within } from '../../edge/within.ts';
import { describeError } from '../base/describe-error.ts';
import { readDataset } from '../parse/dataset.ts';
import type { Turn } from '../parse/turn.ts';
import { choiceValue } from '../parse/values.ts';
import type { Deps } from './deps.ts';

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export interface SearchAnswer {
  readonly statusCode: number;
  readonly type: string;
  readonly value: { readonly results: readonly { readonly title: string; readonly value: string }[] };
}

const schema = z.object({ queryText: z.string().default(''), dataset: z.string().max(400) });
/** Teams shows about fifteen. */
const MOST = 15;

/** Answers letters typed into a menu; with an empty list when that takes too long, as the next letter asks again. Never throws. */
export async function onSearch(deps: Deps, turn: Turn, value: unknown): Promise<SearchAnswer> {
  const found = await within(find(deps, turn, value), deps.timing.answer);
  return { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results: found === LATE ? [] : found } };
}

async function find(deps: Deps, turn: Turn, value: unknown): Promise<SearchAnswer['value']['results']> {
  try {
    const { queryText, dataset } = schema.parse(value);
    const asked = readDataset(dataset);
    if (asked === null) return [];
    const outcome = await deps.chat({ type: 'lookup', sender: turn.sender, ...asked, query: queryText });
    if (outcome.type !== 'options') return [];
    return outcome.options.slice(0, MOST).map((option) => ({ title: option.text, value: choiceValue(option) }));
  } catch (error) {
    deps.log.warn(describeError(error), 'Options for a menu could not be given');
    return [];
  }
}
