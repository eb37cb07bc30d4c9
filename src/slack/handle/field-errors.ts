import type { FormView } from '../../chat/form.ts';
import { oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';

/**
 * Errors by block id, for inputs only: when one key is no input of the view, Slack shows "We had some trouble connecting" instead of
 * all errors. What concerns no input (a menu without options, say) joins the first one.
 *
 * @param inputs block ids of the inputs that were submitted
 * @returns null when the form has no input, or nothing is wrong with any field; the form must then be shown anew
 */
export function fieldErrors(
  view: FormView,
  inputs: readonly string[],
  errors: Readonly<Record<string, string>>,
): Record<string, string> | null {
  const first = view.fields.find(({ name }) => inputs.includes(name))?.name ?? inputs[0];
  if (first === undefined) return null;
  const byInput = new Map<string, string[]>();
  for (const [name, words] of Object.entries(errors)) {
    const own = inputs.includes(name);
    const label = view.fields.find((one) => one.name === name)?.field.label;
    const said = own || label === undefined || words.startsWith(label) ? words : `${label}: ${words}`;
    const target = own ? name : first;
    byInput.set(target, [...(byInput.get(target) ?? []), said]);
  }
  if (byInput.size === 0) return null;
  return Object.fromEntries([...byInput].map(([name, said]) => [name, shorten(oneLine(said.join(' ')), LIMITS.error) || '…']));
}
