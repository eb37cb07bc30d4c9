import type { Fact } from '../../chat/shown/fact-spans.ts';
import { oneLine } from '../../chat/shown/legible.ts';
import { isBlank, plain, shortenSpans, tidy } from '../../chat/shown/spans.ts';
import type { Span } from '../../chat/span.ts';
import type { CardElement, TableCell } from './adaptive-card.ts';
import { fitText } from './fit-text.ts';
import { largest } from './largest.ts';
import { rich } from './rich.ts';
import { size } from './size.ts';
import { drawWords } from './words.ts';

/** When the card is full, texts of facts get no shorter than this before facts are left out. */
const SHORT = 40;

/**
 * Facts as a table without lines: names on the left, values on the right. A FactSet would look the same, but it reads Markdown. When
 * the card is full the texts get shorter first, then the last facts are counted. A fact without a value says so with a dash.
 */
export function drawFacts(facts: readonly Fact[], bytes: number): CardElement[] {
  const rows = facts.map(({ label, spans }) => {
    const value = tidy(spans);
    return { name: tidy([{ type: 'bold', text: oneLine(label) }]), value: isBlank(value) ? DASH : value };
  });
  if (rows.length === 0) return [];
  const longest = Math.max(...rows.flatMap(({ name, value }) => [plain(name).length, plain(value).length]));
  const draw = (count: number, chars: number): CardElement[] => {
    const drawn = rows.slice(0, count).map(({ name, value }) => ({
      type: 'TableRow' as const,
      cells: [cell(shortenSpans(name, chars)), cell(shortenSpans(value, chars))],
    }));
    const table = {
      type: 'Table',
      firstRowAsHeader: false,
      firstRowAsHeaders: false,
      showGridLines: false,
      columns: [{ width: 1 }, { width: 3 }],
      rows: drawn,
    } as const;
    return count === rows.length ? [table] : [table, drawWords(`and ${rows.length - count} more`)];
  };
  const count = largest(rows.length, (some) => size(draw(some, SHORT)) <= bytes);
  return fitText(longest, bytes, (chars) => draw(count, chars));
}

const DASH: readonly Span[] = [{ type: 'text', text: '–' }];

function cell(spans: readonly Span[]): TableCell {
  return { type: 'TableCell', items: isBlank(spans) ? [] : [{ type: 'RichTextBlock', inlines: rich(spans) }] };
}
