import { shorten } from '../../chat/shown/legible.ts';
import type { TextInput } from './adaptive-card.ts';
import { fitText } from './fit-text.ts';
import type { DrawnInput } from './menu.ts';

type Base = Omit<TextInput, 'type' | 'maxLength' | 'value'>;

/**
 * A line or several of text. The client counts UTF-16 units, our rules letters and UTF-8 bytes. No text has more units than bytes, so
 * with the bytes for its limit every legal text can be typed, and the rule that a text breaks is told in our words.
 *
 * @param maxLength bytes that the rule allows
 * @param bytes room in the card
 */
export function drawText(base: Base, value: string, maxLength: number, bytes: number): DrawnInput {
  const text = value.toWellFormed();
  return fitText(text.length, bytes, (chars): DrawnInput => {
    const shown = shorten(text, Math.min(chars, maxLength));
    const input: TextInput = { type: 'Input.Text', ...base, maxLength, ...(shown === '' ? {} : { value: shown }) };
    if (shown === text) return { input };
    return { input, warning: 'The text is longer than this card can show. What you send takes the place of all of it.' };
  });
}
