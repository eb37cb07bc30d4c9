import type { Span } from '../../chat/span.ts';

type DateSpan = Extract<Span, { type: 'date' }>;

/**
 * An instant that the client draws in the reader's own zone and language. It takes whole seconds and years of four digits.
 * https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#date-function-rules
 *
 * @param seconds since 1970
 */
export function dateTemplate(seconds: number, style: DateSpan['style']): string | null {
  const at = new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
  if (!/^\d{4}-/u.test(at)) return null;
  const day = `{{DATE(${at},SHORT)}}`;
  return style === 'day' ? day : `${day}, {{TIME(${at})}}`;
}
