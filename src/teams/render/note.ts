import { isBlank, plain, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import type { CardElement } from './adaptive-card.ts';
import { fitText } from './fit-text.ts';
import { rich } from './rich.ts';

/** Small print under the rest: small and subtle. */
export function drawNote(spans: readonly Span[], bytes: number): CardElement[] {
  const tidied = tidy(spans);
  if (isBlank(tidied)) return [];
  return fitText(plain(tidied).length, bytes, (chars) => [
    { type: 'RichTextBlock', spacing: 'Small', inlines: rich(shortenSpans(tidied, chars), { size: 'Small', isSubtle: true }) },
  ]);
}
