import type { ShownField } from '../../chat/form.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { CardElement } from './adaptive-card.ts';
import { drawError } from './error.ts';
import { type Around, drawInput } from './field-input.ts';
import { literal } from './literal.ts';
import { size } from './size.ts';
import { drawWords } from './words.ts';

/**
 * A field: its input with the label above, then what is wrong with the answer, then the hint. Inputs have an `errorMessage`, but
 * clients show it only for what they judge themselves.
 *
 * @param bytes room for the value and the options; what stands around them is drawn in any case
 */
export function drawField(shown: ShownField, around: Around, bytes: number): CardElement[] {
  const whole = draw(shown, around, Number.POSITIVE_INFINITY);
  return size(whole) <= bytes ? whole : draw(shown, around, bytes);
}

function draw(shown: ShownField, around: Around, bytes: number): CardElement[] {
  const { field } = shown;
  const error = shown.error ?? around.context.errors?.[shown.name] ?? '';
  const hint = line(field.hint ?? '', LIMITS.input.hint);
  const under = (warning = '') => {
    const words = [hint, warning].filter(Boolean).join(' ');
    return [...(error.trim() === '' ? [] : [drawError(error)]), ...(words === '' ? [] : [drawWords(words)])];
  };
  const drawn = drawInput(shown, around, bytes - size(under(WARNING)));
  if (!drawn) return [drawWords(`${line(field.label, LIMITS.input.label)}: there is nothing to choose from yet.`), ...under()];
  return [drawn.input, ...under(drawn.warning)];
}

/** As long as a warning can be. */
const WARNING = 'w'.repeat(100);

function line(text: string, max: number): string {
  return literal(shorten(isolate(oneLine(text)), max));
}
