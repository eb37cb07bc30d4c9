import type { Block } from '../block.ts';
import { oneLine } from './legible.ts';

export type Table = Extract<Block, { type: 'table' }>;
export type Chart = Extract<Block, { type: 'chart' }>;

/** What is said where nothing is known: never 0. */
export const UNKNOWN = 'unknown';

/** The ladder of figures, one step down: a chart as the table of its figures, one row per category. */
export function chartAsTable({ title, categories, series }: Chart): Table {
  return {
    type: 'table',
    caption: title,
    columns: [{ label: '' }, ...series.map(({ name }) => ({ label: name, align: 'right' as const }))],
    rows: categories.map((category, index) => [category, ...series.map(({ values }) => sayValue(values[index]))]),
  };
}

function sayValue(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? UNKNOWN : String(value);
}

/** The last step: a table as a list, each row a sentence: "24 Aug: Arrived 3, Finished 2". */
export function tableAsList({ caption, columns, rows, more }: Table): Block[] {
  const entries = rows.map(([first = '', ...cells]) => {
    const rest = cells.map((cell, index) => `${oneLine(columns[index + 1]?.label ?? '')} ${oneLine(cell) || '–'}`.trim()).join(', ');
    const name = oneLine(first) || '–';
    return { spans: [{ type: 'bold' as const, text: name }, ...(rest === '' ? [] : [{ type: 'text' as const, text: `: ${rest}` }])] };
  });
  return [
    ...(oneLine(caption) === '' ? [] : [{ type: 'paragraph' as const, spans: [{ type: 'bold' as const, text: oneLine(caption) }] }]),
    { type: 'list', ordered: false, entries, ...(more ? { more } : {}) },
  ];
}
