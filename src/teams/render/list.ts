import type { Block, ListEntry } from '../../chat/block.ts';
import { isBlank, plain, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import type { CardElement } from './adaptive-card.ts';
import type { Drawing } from './drawing.ts';
import { fitText } from './fit-text.ts';
import { rich } from './rich.ts';
import { size } from './size.ts';
import { beside, tail } from './tail.ts';

type List = Extract<Block, { type: 'list' }>;

/**
 * A list: a line per entry, with its button at the side where it has one. What does not fit is counted in a last line, with the `more`
 * button where the list has one. One entry is drawn in any case, shortened.
 */
export function drawList(list: List, bytes: number, at: Drawing): CardElement[] {
  const entries = list.entries
    .map((entry) => ({ ...entry, spans: tidy(entry.spans) }))
    .filter((entry) => entry.button !== undefined || !isBlank(entry.spans));
  const lines = entries.map((entry, index) => ({ ...entry, spans: lead(list, entry, index) }));
  const drawn = lines.map((line) => drawLine(line, at));
  const count = fitting(
    drawn.map((line) => size(line)),
    bytes,
    size(tail(entries.length, list.more, at)),
  );
  const left = entries.length - count;
  const end = left === 0 ? [] : [tail(left, list.more, at)];
  const [first] = lines;
  if (!first || count > 1) return [...drawn.slice(0, count), ...end];
  return [fitText(plain(first.spans).length, bytes - size(end), (chars) => drawLine(first, at, chars)), ...end];
}

// The client has no lists of rich text, so the mark is part of the text. Rows with buttons are told apart by those.
function lead(list: List, entry: ListEntry, index: number): readonly Span[] {
  const bullet = list.entries.some((one) => one.button) ? '' : '• ';
  const mark = list.ordered ? `${index + 1}. ` : bullet;
  return [
    ...(mark === '' ? [] : [{ type: 'text' as const, text: mark }]),
    ...(isBlank(entry.spans) ? [{ type: 'text' as const, text: '…' }] : entry.spans),
  ];
}

function drawLine(entry: ListEntry, at: Drawing, chars = Number.POSITIVE_INFINITY): CardElement {
  const text = { type: 'RichTextBlock', inlines: rich(shortenSpans(entry.spans, chars)) } as const;
  return entry.button ? beside(text, entry.button, at) : { ...text, spacing: 'Small' };
}

/** How many of the sizes fit, with room for the tail if not all do; at least one. */
function fitting(sizes: readonly number[], bytes: number, tail: number): number {
  if (sizes.reduce((sum, one) => sum + one, 0) <= bytes) return sizes.length;
  let [sum, count] = [0, 0];
  for (const one of sizes) {
    if (sum + one > bytes - tail) break;
    sum += one;
    count += 1;
  }
  return Math.max(Math.min(1, sizes.length), count);
}
