import type { Option } from '../../chat/field.ts';
import { LIMITS } from '../base/limits.ts';
import { type Choices, drawOptions } from './select-options.ts';

/** The answer to letters typed into a menu; none found is an empty list, which Slack shows as "No results". */
export function drawSuggestions(options: readonly Option[]): Choices {
  return drawOptions(options.slice(0, LIMITS.select.options), [], LIMITS.view.optionBytes)?.choices ?? { options: [] };
}
