import { LATE, within } from '../../edge/within.ts';
import { describeError } from '../base/describe-error.ts';
import { parseSuggestion } from '../parse/suggestion.ts';
import type { Choices } from '../render/select-options.ts';
import { drawSuggestions } from '../render/suggestions.ts';
import type { Deps } from './deps.ts';

/**
 * Answers letters typed into a menu, at most 3 s after them: then with an empty list, because Slack would show an error instead. The
 * next letter asks again.
 */
export async function onSuggestion(deps: Deps, body: unknown, ack: (found: Choices) => Promise<void>): Promise<void> {
  const found = await within(find(deps, body), deps.timing.answer);
  await ack(found === LATE ? drawSuggestions([]) : found);
}

/** Never throws. */
async function find(deps: Deps, body: unknown): Promise<Choices> {
  try {
    const outcome = await deps.chat(parseSuggestion(body));
    return drawSuggestions(outcome.type === 'options' ? outcome.options : []);
  } catch (error) {
    deps.log.warn(describeError(error), 'Options for a menu could not be given');
    return drawSuggestions([]);
  }
}
