import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import type { CardElement } from './adaptive-card.ts';
import { asCalled } from './called.ts';
import { fitText } from './fit-text.ts';
import { literal } from './literal.ts';

// Letters, digits and signs that mean nothing in any Markdown, in no place of a line and next to no other sign.
const PLAIN = /^(?:[\p{L}\p{M}\p{N}\u2068\u2069 ,;!?·–—…%’“”]|[:.](?= |$)|(?<=[\p{L}\p{N}])-(?=[\p{L}\p{N}]))+$/u;
const NUMBERED = /^\d+\./u;

/**
 * A heading. The ladder: a TextBlock of the style `heading`, which screen readers know as one, but which reads Markdown; so when any
 * sign of the text could mean something there, rich text of the same look.
 */
export function drawHeading(text: string, bytes: number): CardElement[] {
  const line = asCalled(isolate(oneLine(text)));
  if (line === '') return [];
  const look = { size: 'Large', weight: 'Bolder' } as const;
  return fitText(line.length, bytes, (chars): CardElement[] => {
    const shown = shorten(line, chars);
    if (PLAIN.test(shown) && !NUMBERED.test(shown)) return [{ type: 'TextBlock', text: shown, style: 'heading', wrap: true, ...look }];
    return [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: literal(shown), ...look }] }];
  });
}
