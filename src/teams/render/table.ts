import type { Table } from '../../chat/shown/figures.ts';
import { isolate, oneLine, shorten } from '../../chat/shown/legible.ts';
import type { CardElement, Table as CardTable, TableCell } from './adaptive-card.ts';
import type { Drawing } from './drawing.ts';
import { largest } from './largest.ts';
import { rich } from './rich.ts';
import { size } from './size.ts';
import { tail } from './tail.ts';

const CELL = 300;

/** A table under its caption, with its first row as the head. Rows that do not fit are counted in a last line. */
export function drawTable(table: Table, bytes: number, at: Drawing): CardElement[] {
  if (table.columns.length === 0) return [];
  const draw = (count: number): CardElement[] => {
    const left = table.rows.length - count;
    return [...captionOf(table.caption), rowsOf(table, count), ...(left > 0 ? [tail(left, table.more, at)] : [])];
  };
  return draw(table.rows.length === 0 ? 0 : largest(table.rows.length, (count) => size(draw(count)) <= bytes));
}

/** The table alone, as what stands in for a chart: it has the place of one element. */
export function rowsOf(table: Table, count: number): CardTable {
  return {
    type: 'Table',
    firstRowAsHeader: true,
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: table.columns.map((_, index) => ({ width: index === 0 ? 2 : 1 })),
    rows: [
      { type: 'TableRow', cells: table.columns.map(({ label }) => cell(label, true)) },
      ...table.rows.slice(0, count).map((row) => ({
        type: 'TableRow' as const,
        cells: table.columns.map((_, index) => cell(row[index] ?? '', false)),
      })),
    ],
  };
}

function captionOf(caption: string): CardElement[] {
  const text = shorten(isolate(oneLine(caption)), CELL);
  return text === '' ? [] : [{ type: 'RichTextBlock', inlines: rich([{ type: 'bold', text }]) }];
}

function cell(text: string, head: boolean): TableCell {
  const words = shorten(isolate(oneLine(text)), CELL) || '–';
  return { type: 'TableCell', items: [{ type: 'RichTextBlock', inlines: rich([{ type: head ? 'bold' : 'text', text: words }]) }] };
}
