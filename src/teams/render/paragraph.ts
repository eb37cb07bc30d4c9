import { isBlank, plain, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import type { CardElement } from './adaptive-card.ts';
import { fitText } from './fit-text.ts';
import { rich } from './rich.ts';

/** A paragraph as rich text, where nothing a person typed can be markup (rich.ts). Blank ones draw nothing. */
export function drawParagraph(spans: readonly Span[], bytes: number): CardElement[] {
  const tidied = tidy(spans);
  if (isBlank(tidied)) return [];
  return fitText(plain(tidied).length, bytes, (chars) => [{ type: 'RichTextBlock', inlines: rich(shortenSpans(tidied, chars)) }]);
}
