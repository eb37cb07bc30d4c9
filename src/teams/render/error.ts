import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import { LIMITS } from '../base/limits.ts';
import type { CardElement } from './adaptive-card.ts';
import { literal } from './literal.ts';

/** What is wrong, in the colour of attention and with a sign, since colour alone does not reach everybody. */
export function drawError(text: string): CardElement {
  const words = `⚠ ${literal(shorten(isolate(oneLine(text)), LIMITS.error))}`;
  return {
    type: 'RichTextBlock',
    spacing: 'Small',
    inlines: [{ type: 'TextRun', text: words, color: 'Attention', weight: 'Bolder', size: 'Small' }],
  };
}
