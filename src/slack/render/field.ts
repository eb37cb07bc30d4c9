import type { ShownField } from '../../chat/form.ts';
import { oneLine } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import { drawElement, type FieldContext } from './field-element.ts';
import type { SlackBlock } from './slack-block.ts';
import { plainText } from './text-object.ts';

/**
 * A field as an `input` block whose `block_id` is the field's name: Slack hangs errors on it, and keeps typed values as long as
 * it stays. An error already known (a slow answer, see handle/submission.ts) stands in the small print above.
 */
export function drawField(shown: ShownField, context: FieldContext): SlackBlock[] {
  const { name, field, error } = shown;
  const drawn = drawElement(name, field, shown.value, shown.watched ? { ...context, watched: true } : context);
  const above: SlackBlock[] = error ? [{ type: 'context', elements: [plainText(`⚠ ${error}`, LIMITS.error)] }] : [];
  // What may stay empty and has nothing to choose from is not asked.
  if (!drawn && !field.required) return above;
  if (!drawn) return [...above, { type: 'section', text: plainText(`${field.label}: there is nothing to choose from yet.`, LIMITS.text) }];
  const hint = [field.hint ?? '', drawn.warning ?? ''].map(oneLine).filter(Boolean).join(' ');
  return [
    ...above,
    {
      type: 'input',
      block_id: name,
      label: plainText(field.label, LIMITS.input.label),
      // An empty tick is an answer; Slack would insist on it being ticked.
      optional: !field.required || field.type === 'toggle',
      element: drawn.element,
      ...(shown.watched ? { dispatch_action: true } : {}),
      ...(hint === '' ? {} : { hint: plainText(hint, LIMITS.input.hint) }),
    },
  ];
}
