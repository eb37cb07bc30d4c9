import type { CardElement } from './adaptive-card.ts';
import { asCalled } from './called.ts';

/** A line of our own in small print, such as "and 12 more". */
export function drawWords(text: string): CardElement {
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [{ type: 'TextRun', text: asCalled(text), size: 'Small', isSubtle: true }] };
}
